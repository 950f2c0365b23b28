// Numbers in, numbers out. Three rules hold for all of it:
//
// - Returns are fractions a period (0.01 is 1 %), in order of time. So are results, unless their name says
//   otherwise (`…Pct`, `…Days`); a fall is negative. A year has 252 periods unless `periodsPerYear` says
//   otherwise; a rate is one of a period.
// - NaN is "no value", going in and coming out. A return that is NaN is left out of means and deviations, and
//   counts as 0 where returns compound. What cannot be computed is NaN, something divided by nothing is
//   infinite; neither throws, and JSON writes both as null.
// - Two series belong together row by row: where their lengths differ it is a RangeError.

export { alpha } from './benchmark/alpha.js';
export { type AlphaBeta, alphaBeta } from './benchmark/alpha-beta.js';
export { type BenchmarkComparison, benchmarkComparison } from './benchmark/benchmark-comparison.js';
export { beta } from './benchmark/beta.js';
export { betaFragility } from './benchmark/beta-fragility.js';
export { capture } from './benchmark/capture.js';
export { correlation } from './benchmark/correlation.js';
export { downAlphaBeta } from './benchmark/down-alpha-beta.js';
export { downCapture } from './benchmark/down-capture.js';
export { informationRatio } from './benchmark/information-ratio.js';
export { trackingError } from './benchmark/tracking-error.js';
export { treynorRatio } from './benchmark/treynor-ratio.js';
export { upAlphaBeta } from './benchmark/up-alpha-beta.js';
export { upCapture } from './benchmark/up-capture.js';
export { upDownCapture } from './benchmark/up-down-capture.js';
export { type DrawdownRow, drawdownTable, type EquityCurve } from './drawdowns/drawdown-table.js';
export { drawdownCurve } from './drawdowns/drawdowns.js';
export { maxDrawdown } from './drawdowns/max-drawdown.js';
export type { Required, RiskFree, Windowed, Yearly } from './options.js';
export {
  aggregateReturns,
  type CalendarPeriod,
  type PeriodReturn,
} from './returns/aggregate-returns.js';
export { annualReturn } from './returns/annual-return.js';
export { cagr } from './returns/cagr.js';
export { cumulativeReturns } from './returns/cumulative-returns.js';
export type { DatedReturns } from './returns/dated-returns.js';
export { type MonthlyReturn, monthlyReturns } from './returns/monthly-returns.js';
export { simpleReturns } from './returns/simple-returns.js';
export { totalReturn } from './returns/total-return.js';
export { type YearlyReturn, yearlyReturns } from './returns/yearly-returns.js';
export { annualVolatility } from './risk/annual-volatility.js';
export { calmarRatio } from './risk/calmar-ratio.js';
export { conditionalValueAtRisk } from './risk/conditional-value-at-risk.js';
export { downsideRisk } from './risk/downside-risk.js';
export { kurtosis } from './risk/kurtosis.js';
export { type OmegaOptions, omegaRatio } from './risk/omega-ratio.js';
export { sharpeRatio } from './risk/sharpe-ratio.js';
export { skewness } from './risk/skewness.js';
export { sortinoRatio } from './risk/sortino-ratio.js';
export { stability } from './risk/stability.js';
export { tailRatio } from './risk/tail-ratio.js';
export { type TailOptions, valueAtRisk } from './risk/value-at-risk.js';
export { type RollingOptions, rolling } from './rolling/rolling.js';
export { rollingAlphaBeta } from './rolling/rolling-alpha-beta.js';
export { type RollingBesideOptions, rollingBeside } from './rolling/rolling-beside.js';
export { rollingBeta } from './rolling/rolling-beta.js';
export { rollingDownCapture } from './rolling/rolling-down-capture.js';
export { rollingMaxDrawdown } from './rolling/rolling-max-drawdown.js';
export { rollingSharpeRatio } from './rolling/rolling-sharpe-ratio.js';
export { rollingUpCapture } from './rolling/rolling-up-capture.js';
export { rollingUpDownCapture } from './rolling/rolling-up-down-capture.js';
export { rollingVolatility } from './rolling/rolling-volatility.js';
export { deflatedSharpe } from './significance/deflated-sharpe.js';
export { expectedMaximumSharpe, type Trials } from './significance/expected-maximum-sharpe.js';
export { probabilisticSharpe } from './significance/probabilistic-sharpe.js';
export { type SharpeEstimate, sharpeEstimate } from './significance/sharpe-estimate.js';
export { type BarRange, type Excursions, excursions, type TradeSpan } from './trades/excursions.js';
export { type Holdings, leverage } from './trades/leverage.js';
export { timeInMarket } from './trades/time-in-market.js';
export { type ClosedTrade, type TradeStatistics, tradeStatistics } from './trades/trade-statistics.js';
export { type Traded, turnover } from './trades/turnover.js';
