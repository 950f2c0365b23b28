import { median } from '../../../statistics/numbers/median.js';
import type { RunFacts } from '../../run-facts.js';
import { type BarRows, barRows } from '../bar-rows.js';
import { finiteStatistics } from '../finite-statistics.js';
import { sessionEnds } from '../session-ends.js';
import { standard } from '../standard/standard.js';
import type { Statistics } from '../statistics.js';
import { exactMean } from './exact-sum.js';
import { roundTrips } from './round-trips.js';
import { sessionReturns } from './session-returns.js';

type Numbers = Parameters<typeof finiteStatistics>[0];

/**
 * The statistics of backtrader 1.9.78.123: what its analyzers say of every bar from the first, P sessions
 * being a year (252 days, 52 weeks, 12 months). What none of them computes is `standard`'s.
 *
 * Return (`TimeReturn`): last value / capital - 1. A year's return (`Returns`): e^(P ln(growth) / n) - 1, n
 * sessions. Sharpe (`SharpeRatio` by session, annualized): sqrt(P) mean(r - f) / population deviation of it,
 * f = (1 + risk-free rate)^(1 / P) - 1. Drawdown (`DrawDown`): (peak - value) / peak over all bars.
 * Trades are from flat to flat, after commissions (`TradeAnalyzer`): one wins at 0 or above. SQN: sqrt(n)
 * mean / population deviation, 0 of fewer than two. Buy & hold of one symbol (`TimeReturn` of its data): last
 * close / first open - 1.
 */
export const backtrader = (facts: RunFacts): Statistics => {
  const rows = barRows(facts.marks);
  const results = roundTrips(facts.fills, facts.instruments).map(({ pnl }) => pnl);
  return {
    ...standard(facts),
    ...own({
      ...money(rows, facts),
      ...risk(rows, facts),
      ...trading(results),
      buyHoldReturnPct: heldPct(rows, facts),
    }),
  };
};

/** Only what is said here; a number that is not finite is null and hides the conventional one. */
const own = (numbers: Numbers): Partial<Statistics> => {
  const finite = Object.entries(finiteStatistics(numbers));
  return Object.fromEntries(finite.filter(([name]) => name in numbers));
};

const money = (rows: BarRows, { startEquity }: RunFacts): Numbers => {
  const finalEquity = rows.equity.at(-1) ?? startEquity;
  let peak = Number.NEGATIVE_INFINITY;
  let deepest = 0;
  for (const equity of rows.equity) {
    peak = Math.max(peak, equity);
    deepest = Math.max(deepest, (100 * (peak - equity)) / peak);
  }
  return {
    finalEquity,
    peakEquity: peak,
    returnPct: (finalEquity / startEquity - 1) * 100,
    maxDrawdownPct: -deepest,
  };
};

const risk = (rows: BarRows, { startEquity, riskFreeRate }: RunFacts): Numbers => {
  const periods = periodsPerYear([...sessionEnds(rows).keys()]);
  const returns = sessionReturns(rows, startEquity);
  const growth = (rows.equity.at(-1) ?? startEquity) / startEquity;
  const rate = (1 + riskFreeRate) ** (1 / periods) - 1;
  const excess = returns.map((value) => value - rate);
  return {
    annualReturnPct: Math.expm1((Math.log(growth) / returns.length) * periods) * 100,
    sharpe: Math.sqrt(periods) * (exactMean(excess) / deviation(excess)),
  };
};

/** That engine's table, which knows no other calendar; here by the distance between sessions. */
const periodsPerYear = (days: readonly number[]): number => {
  const gap = median(days.slice(1).map((day, place) => day - (days[place] ?? Number.NaN)));
  if (gap >= 360) return 1;
  if (gap >= 28) return 12;
  return gap === 7 ? 52 : 252;
};

const trading = (results: readonly number[]): Numbers => ({
  tradeCount: results.length,
  winRatePct: (100 * results.filter((pnl) => pnl >= 0).length) / results.length,
  sqn: results.length > 1 ? (Math.sqrt(results.length) * exactMean(results)) / deviation(results) : 0,
});

/** The population deviation. */
const deviation = (values: readonly number[]): number => {
  const middle = exactMean(values);
  const distances = values.map((value) => value - middle);
  return Math.sqrt(exactMean(distances.map((distance) => distance * distance)));
};

const heldPct = (rows: BarRows, { symbols }: RunFacts): number => {
  const [symbol, ...others] = symbols;
  if (symbol === undefined || others.length > 0) return Number.NaN;
  const bars = rows.prices.get(symbol);
  return ((bars?.close.at(-1) ?? Number.NaN) / (bars?.open[0] ?? Number.NaN) - 1) * 100;
};
