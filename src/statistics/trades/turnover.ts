import { mean } from '../numbers/mean.js';
import { sum } from '../numbers/sum.js';

/** What was traded, by whom and for how long. */
export interface Traded {
  /** Quantity x price of each fill, bought or sold, of either sign. */
  readonly notionals: readonly number[];
  /** What the account was worth, row by row, in the same currency. */
  readonly equity: ArrayLike<number>;
  /** How long the rows last, in years. */
  readonly years: number;
}

/**
 * How often a year the account was turned over: sum |notional| / mean equity / years.
 *
 * Purchases and sales both count (pyfolio `get_turnover` over the portfolio's value); a fund's own report
 * counts the lesser of the two, about half. 0 without a fill, NaN without equity.
 */
export const turnover = ({ notionals, equity, years }: Traded): number =>
  sum(notionals.map(Math.abs)) / mean(equity) / years;
