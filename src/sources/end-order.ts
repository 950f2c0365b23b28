import type { MarketEvent } from '../domain/market-event.js';

/**
 * Holds events back until no later row can come before them.
 *
 * A file of days stands in the order of its dates, yet on one date the session of one symbol may end before
 * the day of another: such rows must change places. What is held spans one bar of each symbol, seldom two.
 */
export class EndOrder {
  #held: MarketEvent[] = [];
  #instant = Number.NEGATIVE_INFINITY;

  /**
   * @param instant The time in the event's row, in epoch milliseconds; no later row has an earlier one.
   * @returns What now comes before everything to follow.
   */
  add(event: MarketEvent, instant: number): readonly MarketEvent[] {
    const released = instant > this.#instant ? this.#release(instant) : [];
    this.#instant = instant;
    this.#held.push(event);
    return released;
  }

  /** What is still held, at the file's end. */
  end(): readonly MarketEvent[] {
    return this.#release(Number.POSITIVE_INFINITY);
  }

  #release(until: number): readonly MarketEvent[] {
    this.#held.sort((a, b) => a.at - b.at);
    const count = this.#held.findIndex(({ at }) => at > until);
    return this.#held.splice(0, count < 0 ? this.#held.length : count);
  }
}
