import { byEventTime } from '../domain/event-order.js';
import type { CorporateAction, MarketEvent } from '../domain/market-event.js';
import { ActionFit } from './action-fit.js';

/** Splits and dividends, and where they are from. */
interface Told {
  /** In any order of symbols, each symbol's own in order of time. */
  readonly actions: readonly CorporateAction[];
  /** The file of the prices, for a message. */
  readonly path: string;
  /** The end of the range. */
  readonly to: number;
}

/**
 * Puts splits and dividends between the rows of a file, in the declared order.
 *
 * Those before the first row of their symbol are left out, since nobody can hold it yet, and so are those
 * after the last row of the file. Where the range ends before the file does, they are told up to its end.
 *
 * @param rows Return whether rows of the file lie behind the range.
 * @throws MillraceError ACTION_MISFIT where prices do not step as a split says.
 */
export async function* withActions(
  rows: AsyncGenerator<readonly MarketEvent[], boolean>,
  { actions, path, to }: Told,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const waiting = actions.filter(({ at }) => at < to).sort(byEventTime);
  const begun = new Set<string>();
  const fit = new ActionFit(path);
  let next = 0;
  let told: MarketEvent[] = [];
  const tell = (due: CorporateAction): void => {
    next += 1;
    if (!begun.has(due.symbol)) return;
    fit.told(due);
    told.push(due);
  };
  try {
    for (;;) {
      const chunk = await rows.next();
      if (chunk.done) {
        if (chunk.value) for (const due of waiting.slice(next)) tell(due);
        if (told.length > 0) yield told;
        return;
      }
      for (const event of chunk.value) {
        for (let due = waiting[next]; due && byEventTime(due, event) <= 0; due = waiting[next]) tell(due);
        begun.add(event.symbol);
        fit.row(event);
        told.push(event);
      }
      yield told;
      told = [];
    }
  } finally {
    await rows.return(false);
  }
}
