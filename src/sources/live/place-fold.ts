import type { Offsets, Origin, Stamped } from '../../domain/input.js';
import type { PartitionPlace, Place } from './live-feed.js';

/** Finds in the inputs of a run where its source is taken up again. */
export class PlaceFold {
  #at = Number.NEGATIVE_INFINITY;
  #rows = 0;
  #total = 0;
  #isBegun = false;
  readonly #partitions = new Map<number, { settled: number; readonly rows: Map<number, number> }>();

  /** Takes the next input. */
  add({ at, input }: Stamped): void {
    if (input.kind === 'start' && input.offsets) this.#begin(input.offsets);
    if (input.kind !== 'market') return;
    this.#rows = this.#at === at ? this.#rows + 1 : 1;
    this.#at = at;
    this.#total += 1;
    if (input.origin) this.#origin(input.origin);
  }

  /** Null where nothing was heard, and it was not said either from where on. */
  get place(): Place | null {
    if (this.#total === 0 && !this.#isBegun) return null;
    const partitions: ReadonlyMap<number, PartitionPlace> = this.#partitions;
    return { at: this.#at, rows: this.#rows, total: this.#total, partitions };
  }

  #begin(offsets: Offsets): void {
    this.#isBegun = true;
    for (const [partition, offset] of Object.entries(offsets)) this.#rise(Number(partition), offset);
  }

  #origin({ partition, offset, row, settled }: Origin): void {
    this.#rise(partition, settled).rows.set(offset, row);
  }

  #rise(partition: number, settled: number): { readonly rows: Map<number, number> } {
    const known = this.#partitions.get(partition) ?? { settled, rows: new Map<number, number>() };
    this.#partitions.set(partition, known);
    if (settled <= known.settled) return known;
    known.settled = settled;
    for (const offset of known.rows.keys()) if (offset < settled) known.rows.delete(offset);
    return known;
  }
}
