import type { BatchCursor } from './batch-cursor.js';

/** A transaction that was given up, as a broker names it beside the batches it sends. */
export interface AbortedTransaction {
  readonly producerId: bigint;
  /** Where its first record stands. */
  readonly firstOffset: number;
}

/** Tells, batch after batch in the order of their offsets, which were written by transactions given up. */
export class AbortedFilter {
  readonly #coming: AbortedTransaction[];
  readonly #open = new Set<bigint>();

  constructor(aborted: readonly AbortedTransaction[]) {
    this.#coming = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset);
  }

  /** Whether nothing of a batch may be read. */
  hides(batch: BatchCursor): boolean {
    for (let next = this.#coming[0]; next && next.firstOffset <= batch.lastOffset; next = this.#coming[0]) {
      this.#open.add(next.producerId);
      this.#coming.shift();
    }
    if (batch.isControl) {
      // Committed or given up: what this producer writes next is another transaction.
      this.#open.delete(batch.producerId);
      return true;
    }
    return batch.isTransactional && this.#open.has(batch.producerId);
  }
}
