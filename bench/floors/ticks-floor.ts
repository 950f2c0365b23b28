import type { Batch } from '../../src/tape/batch.js';
import type { Outcome } from '../outcome.js';
import { Book, Cross } from './cross.js';

const MINUTE_MS = 60_000;

/** What a floor over ticks is told. */
export interface TicksRule {
  readonly symbols: number;
  readonly fast: number;
  readonly slow: number;
  readonly quantity: number;
  readonly cash: number;
}

/** Bars of a minute made of ticks and the crossing of two averages on each symbol, as one loop. */
export const ticksFloor = async (
  batches: AsyncIterable<Batch> | Iterable<Batch>,
  { symbols, fast, slow, quantity, cash }: TicksRule,
): Promise<Outcome> => {
  const begun = performance.now();
  const crosses = Array.from({ length: symbols }, () => new Cross(fast, slow));
  const books = Array.from({ length: symbols }, () => new Book());
  const closes = new Float64Array(symbols);
  const marks = new Float64Array(symbols);
  const opens = new Float64Array(symbols);
  const highs = new Float64Array(symbols);
  const lows = new Float64Array(symbols);
  const volumes = new Float64Array(symbols);
  const isOpen = new Uint8Array(symbols);
  let minuteEnd = Number.NEGATIVE_INFINITY;
  let rows = 0;
  const endMinute = (): void => {
    for (let symbol = 0; symbol < symbols; symbol += 1) {
      if (isOpen[symbol] === 0) continue;
      isOpen[symbol] = 0;
      const close = closes[symbol] ?? 0;
      marks[symbol] = close;
      const book = books[symbol];
      book?.open(opens[symbol] ?? 0);
      book?.decide(crosses[symbol]?.add(close) ?? 0, quantity);
    }
  };
  for await (const { rows: count, at, stream, columns } of batches) {
    const { price: prices, size: sizes } = columns;
    if (!prices || !sizes) throw new Error('no trades');
    for (let row = 0; row < count; row += 1) {
      const now = at[row] ?? 0;
      if (now >= minuteEnd) {
        endMinute();
        minuteEnd = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
      }
      const symbol = stream[row] ?? 0;
      const price = prices[row] ?? 0;
      closes[symbol] = price;
      if (isOpen[symbol] === 1) {
        if (price > (highs[symbol] ?? 0)) highs[symbol] = price;
        if (price < (lows[symbol] ?? 0)) lows[symbol] = price;
        volumes[symbol] = (volumes[symbol] ?? 0) + (sizes[row] ?? 0);
        continue;
      }
      isOpen[symbol] = 1;
      opens[symbol] = price;
      highs[symbol] = price;
      lows[symbol] = price;
      volumes[symbol] = sizes[row] ?? 0;
    }
    rows += count;
  }
  // The last minute is not over: its bars are not known yet.
  let finalEquity = cash;
  for (const [symbol, book] of books.entries()) finalEquity += book.cash + book.held * (marks[symbol] ?? 0);
  const trades = books.reduce((sum, book) => sum + book.trades, 0);
  return { rows, seconds: (performance.now() - begun) / 1_000, trades, finalEquity, journalBytes: null };
};
