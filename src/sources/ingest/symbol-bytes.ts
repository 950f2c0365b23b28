/** Slots of the table. */
const SLOTS = 1 << 18;
/** Fuller than a quarter it would be slow, and no tape tells half as many streams apart. */
const TEXTS_MAX = SLOTS / 4;

/**
 * Tells texts apart by their bytes, without making a string of each: of a symbol that was seen before nothing
 * is made at all.
 */
export class SymbolBytes {
  readonly #slots = new Int32Array(SLOTS).fill(-1);
  readonly #known: Uint8Array[] = [];

  /** The number of the text between two positions; a new one is the next, or -1 where there is no room. */
  place(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0;
    for (let index = start; index < end; index += 1) hash = (Math.imul(hash, 31) + (bytes[index] ?? 0)) | 0;
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (;;) {
      const place = this.#slots[slot] ?? -1;
      if (place < 0) {
        if (this.#known.length >= TEXTS_MAX) return -1;
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
