/** As many as rows can tell apart. */
const STREAMS_MAX = 65_535;
/** Slots of the table; more symbols than a quarter of it make it slower, not wrong. */
const SLOTS = 1 << 18;

/**
 * Tells texts apart by their bytes, without making a string of each: of a symbol that was seen before nothing
 * is made at all.
 */
export class SymbolBytes {
  readonly #slots = new Int32Array(SLOTS).fill(-1);
  readonly #known: Uint8Array[] = [];

  /** How many there are. */
  get count(): number {
    return this.#known.length;
  }

  /** The number of the text between two positions; a new one is the next. */
  place(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    for (let index = start; index < end; index += 1) hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (;;) {
      const place = this.#slots[slot] ?? -1;
      if (place < 0) {
        if (this.#known.length >= STREAMS_MAX) throw new RangeError(`more than ${STREAMS_MAX} symbols`);
        // The bytes are overwritten by those of the next block.
        this.#slots[slot] = this.#known.push(bytes.slice(start, end)) - 1;
        return this.#known.length - 1;
      }
      if (this.#isSame(place, bytes, { start, end })) return place;
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** A text by its number. */
  text(place: number): string {
    return Buffer.from(this.#known[place] ?? []).toString('utf8');
  }

  #isSame(place: number, bytes: Uint8Array, { start, end }: { start: number; end: number }): boolean {
    const known = this.#known[place];
    if (known?.length !== end - start) return false;
    for (let index = start; index < end; index += 1) if (known[index - start] !== bytes[index]) return false;
    return true;
  }
}
