import { largest } from '../../../statistics/numbers/largest.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { sum } from '../../../statistics/numbers/sum.js';
import { leverage } from '../../../statistics/trades/leverage.js';
import { timeInMarket } from '../../../statistics/trades/time-in-market.js';
import { turnover } from '../../../statistics/trades/turnover.js';
import type { RunFacts } from '../../run-facts.js';
import type { BarRows } from '../../statistics/bar-rows.js';

/** How much was held, and how much of it was traded. */
export interface ExposureFigures {
  /** A share of the bars, in percent. */
  readonly timeInMarketPct: number;
  /** Gross notional in percent of equity, over all bars. */
  readonly averageExposurePct: number;
  readonly largestExposurePct: number;
  readonly fills: number;
  /** Quantity x price of all fills, in the base currency. */
  readonly traded: number;
  /** How often a year the account was turned over. */
  readonly turnover: number;
  readonly commissions: number;
  /** Commissions in basis points of what was traded. */
  readonly commissionBps: number;
}

const YEAR_MS = 365.25 * 86_400_000;

/** Exposure and turnover of a run, over its bars from the first that decides. */
export const exposureFigures = (facts: RunFacts, rows: BarRows): ExposureFigures => {
  const { exposure, equity, time } = rows;
  const levels = leverage({ exposure, equity });
  const notionals = facts.fills.map(({ symbol, body }) => {
    const multiplier = facts.instruments[symbol ?? '']?.multiplier ?? 1;
    return body.quantity * body.price * multiplier;
  });
  const traded = sum(notionals);
  const lastedMs = (time.at(-1) ?? Number.NaN) - (time[0] ?? Number.NaN);
  return {
    timeInMarketPct: 100 * timeInMarket(exposure),
    averageExposurePct: 100 * mean(levels),
    largestExposurePct: 100 * largest(levels),
    fills: facts.fills.length,
    traded,
    turnover: turnover({ notionals, equity, years: lastedMs / YEAR_MS }),
    commissions: facts.commissions,
    commissionBps: (10_000 * facts.commissions) / traded,
  };
};
