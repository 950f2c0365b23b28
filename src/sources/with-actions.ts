import { byEventTime } from '../domain/event-order.js';
import type { CorporateAction, MarketEvent } from '../domain/market-event.js';
import { ActionFit } from './action-fit.js';

/**
 * Puts splits and dividends between the rows of a file, in the declared order.
 *
 * Those before the first row of their symbol are left out, since nobody can hold it yet, and so are those
 * after the last row of the file.
 *
 * @param actions In any order of symbols, each symbol's own in order of time.
 * @throws MillraceError ACTION_MISFIT where prices do not step as a split says.
 */
export async function* withActions(
  rows: AsyncIterable<readonly MarketEvent[]>,
  { actions, path }: { actions: readonly CorporateAction[]; path: string },
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const waiting = actions.toSorted(byEventTime);
  const begun = new Set<string>();
  const fit = new ActionFit(path);
  let next = 0;
  for await (const chunk of rows) {
    const told: MarketEvent[] = [];
    for (const event of chunk) {
      for (let due = waiting[next]; due && byEventTime(due, event) <= 0; due = waiting[next]) {
        if (begun.has(due.symbol)) {
          fit.told(due);
          told.push(due);
        }
        next += 1;
      }
      begun.add(event.symbol);
      fit.row(event);
      told.push(event);
    }
    yield told;
  }
}
