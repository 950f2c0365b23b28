import type { TradeRecord } from '../../domain/trade-record.js';

/** What of a trade its excursions are made of. */
export type TradeSpan = Pick<TradeRecord, 'quantity' | 'entryPrice' | 'exitPrice' | 'entryAt' | 'exitAt'>;

/** What of a bar matters to a trade that was open in it. */
export interface BarRange {
  /** The bar's end, epoch milliseconds. */
  readonly at: number;
  readonly high: number;
  readonly low: number;
}

/** How far the market went before the trade was closed, as fractions of the entry price. */
export interface Excursions {
  /** Maximum adverse excursion: the furthest against the trade, 0 or negative. */
  readonly adverse: number;
  /** Maximum favourable excursion: the furthest with the trade, 0 or positive. */
  readonly favourable: number;
}

/**
 * The furthest that the market went against a trade and with it: side (p / entry price - 1) at the lowest and
 * at the highest price p between entry and exit, side 1 of a long and -1 of a short trade.
 *
 * Source: J. Sweeney, "Maximum Adverse Excursion", 1996. Prices are the entry, the exit, and the range of
 * each bar that ends after the entry and not after the exit. So a bar entered at its open counts whole, and
 * one left at its open does not count. Of a bar inside which the trade began nothing counts, and one inside
 * which it ended counts whole: what came first in it is not known, and the range may be too wide by that bar.
 *
 * @param bars Of the trade's own symbol, in order of time, none missing between entry and exit.
 */
export const excursions = (trade: TradeSpan, bars: readonly BarRange[]): Excursions =>
  excursionsOver(trade, {
    length: bars.length,
    at: (row) => bars[row]?.at,
    high: (row) => bars[row]?.high,
    low: (row) => bars[row]?.low,
  });

/** Bars wherever they are kept, read one by one; undefined beyond the last. */
export interface BarReader {
  readonly length: number;
  readonly at: (row: number) => number | undefined;
  readonly high: (row: number) => number | undefined;
  readonly low: (row: number) => number | undefined;
}

/** The same of bars that are no objects. */
export const excursionsOver = (trade: TradeSpan, bars: BarReader): Excursions => {
  let low = Math.min(trade.entryPrice, trade.exitPrice);
  let high = Math.max(trade.entryPrice, trade.exitPrice);
  for (let row = firstAfter(bars, trade.entryAt); (bars.at(row) ?? Infinity) <= trade.exitAt; row += 1) {
    low = Math.min(low, bars.low(row) ?? low);
    high = Math.max(high, bars.high(row) ?? high);
  }
  const [fall, rise] = [low / trade.entryPrice - 1, high / trade.entryPrice - 1];
  return trade.quantity > 0
    ? { adverse: fall, favourable: rise }
    : { adverse: 0 - rise, favourable: 0 - fall };
};

/** The first row that ends after an instant: many trades among many bars must not read all of them. */
const firstAfter = (bars: BarReader, at: number): number => {
  let [from, to] = [0, bars.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((bars.at(middle) ?? Infinity) > at) to = middle;
    else from = middle + 1;
  }
  return from;
};
