import { byEventTime } from '../domain/event-order.js';
import type { CorporateAction, MarketEvent } from '../domain/market-event.js';

/**
 * Puts splits and dividends between the rows of a file, in the declared order.
 *
 * Those before the first row of their symbol are left out, since nobody can hold it yet, and so are those
 * after the last row of the file.
 *
 * @param actions In any order of symbols, each symbol's own in order of time.
 */
export async function* withActions(
  rows: AsyncIterable<readonly MarketEvent[]>,
  actions: readonly CorporateAction[],
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const waiting = actions.toSorted(byEventTime);
  const begun = new Set<string>();
  let next = 0;
  for await (const chunk of rows) {
    const told: MarketEvent[] = [];
    for (const event of chunk) {
      for (let due = waiting[next]; due && byEventTime(due, event) <= 0; due = waiting[next]) {
        if (begun.has(due.symbol)) told.push(due);
        next += 1;
      }
      begun.add(event.symbol);
      told.push(event);
    }
    yield told;
  }
}
