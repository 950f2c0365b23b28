import { byEventTime } from '../../../domain/event-order.js';
import type { MarketEvent } from '../../../domain/market-event.js';
import type { Followed } from './followed.js';

/** A row that has an event. */
type Row = Followed & { readonly event: MarketEvent };

/** Rows that are held back until nothing can come before them any more, and let go in the declared order. */
export class HoldBack {
  #rows: Row[] = [];
  /** Everything before this instant was let go. */
  #releasedTo = Number.NEGATIVE_INFINITY;

  /** How many are held. */
  get count(): number {
    return this.#rows.length;
  }

  /** Holds a row; says whether it comes too late to be put in order. */
  add(row: Row): 'held' | 'late' {
    this.#rows.push(row);
    return row.event.at < this.#releasedTo ? 'late' : 'held';
  }

  /** By partition the first offset that is held. */
  firstOffsets(): ReadonlyMap<number, number> {
    const firsts = new Map<number, number>();
    for (const { partition, offset } of this.#rows) {
      if (offset < (firsts.get(partition) ?? Number.POSITIVE_INFINITY)) firsts.set(partition, offset);
    }
    return firsts;
  }

  /** Lets go of what happened before an instant. */
  release(before: number): readonly Row[] {
    if (before === Number.NEGATIVE_INFINITY || this.#rows.length === 0) return [];
    this.#rows.sort(inOrder);
    const kept = this.#rows.findIndex(({ event }) => event.at >= before);
    const released = this.#rows.splice(0, kept < 0 ? this.#rows.length : kept);
    const last = released.at(-1)?.event.at ?? Number.NEGATIVE_INFINITY;
    // Nothing waits before all that can be known: then it is what was let go that later rows come behind.
    this.#releasedTo = Math.max(this.#releasedTo, before === Number.POSITIVE_INFINITY ? last : before);
    return released;
  }
}

const inOrder = (a: Row, b: Row): number =>
  byEventTime(a.event, b.event) ||
  a.sequence - b.sequence ||
  a.partition - b.partition ||
  a.offset - b.offset ||
  a.row - b.row;
