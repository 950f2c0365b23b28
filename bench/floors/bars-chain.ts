import { filter, map, Subject, tap } from 'rxjs';
import { tapeBatches } from '../data/tape-batches.js';
import type { Outcome } from '../outcome.js';
import { Book, Cross } from './cross.js';

/**
 * What `barsFloor` does, with an object for every bar on its way through a chain of stock RxJS operators: no
 * clock, no orders, no journal.
 */
export const barsChain = async (
  path: string,
  { fast, slow, quantity, cash }: { fast: number; slow: number; quantity: number; cash: number },
): Promise<Outcome> => {
  const begun = performance.now();
  const cross = new Cross(fast, slow);
  const book = new Book();
  const bar$ = new Subject<{ readonly open: number; readonly close: number }>();
  bar$
    .pipe(
      tap(({ open }) => book.open(open)),
      map(({ close }) => cross.add(close)),
      filter((way) => way !== 0),
    )
    .subscribe({
      next: (way) => book.decide(way, quantity),
      error: (error: unknown) => {
        throw error;
      },
    });
  let rows = 0;
  let last = 0;
  for await (const batch of tapeBatches(path)) {
    const { open, close } = batch.columns;
    if (!open || !close) throw new Error('no bars');
    for (let row = 0; row < batch.rows; row += 1) {
      last = close[row] ?? 0;
      bar$.next({ open: open[row] ?? 0, close: last });
    }
    rows += batch.rows;
  }
  const finalEquity = cash + book.cash + book.held * last;
  const seconds = (performance.now() - begun) / 1_000;
  return { rows, seconds, trades: book.trades, finalEquity, journalBytes: null };
};
