import { tapeBatches } from '../data/tape-batches.js';
import type { Outcome } from '../outcome.js';
import { Book, Cross } from './cross.js';

/** The crossing of two averages over bars of one symbol, written as a loop over the tape's columns. */
export const barsFloor = async (
  path: string,
  { fast, slow, quantity, cash }: { fast: number; slow: number; quantity: number; cash: number },
): Promise<Outcome> => {
  const begun = performance.now();
  const cross = new Cross(fast, slow);
  const book = new Book();
  let rows = 0;
  let last = 0;
  for await (const batch of tapeBatches(path)) {
    const { open, close } = batch.columns;
    if (!open || !close) throw new Error('no bars');
    for (let row = 0; row < batch.rows; row += 1) {
      book.open(open[row] ?? 0);
      last = close[row] ?? 0;
      book.decide(cross.add(last), quantity);
    }
    rows += batch.rows;
  }
  const finalEquity = cash + book.cash + book.held * last;
  const seconds = (performance.now() - begun) / 1_000;
  return { rows, seconds, trades: book.trades, finalEquity, journalBytes: null };
};
