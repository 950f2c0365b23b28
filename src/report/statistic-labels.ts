import type { StatisticName } from './statistics/statistics.js';

/** What a number counts, and so how it is written. */
export type Unit = 'money' | 'percent' | 'days' | 'ratio' | 'count';

/** How people call each statistic and what it counts, in the order in which they are listed. */
export const STATISTIC_LABELS: Readonly<Record<StatisticName, readonly [label: string, unit: Unit]>> = {
  finalEquity: ['Final equity', 'money'],
  peakEquity: ['Peak equity', 'money'],
  returnPct: ['Return', 'percent'],
  buyHoldReturnPct: ['Buy & hold', 'percent'],
  annualReturnPct: ['Return a year', 'percent'],
  cagrPct: ['CAGR', 'percent'],
  annualVolatilityPct: ['Volatility a year', 'percent'],
  sharpe: ['Sharpe', 'ratio'],
  sortino: ['Sortino', 'ratio'],
  calmar: ['Calmar', 'ratio'],
  probabilisticSharpePct: ['Sharpe is above 0', 'percent'],
  maxDrawdownPct: ['Max drawdown', 'percent'],
  maxDrawdownDays: ['Longest drawdown', 'days'],
  avgDrawdownPct: ['Average drawdown', 'percent'],
  avgDrawdownDays: ['Average drawdown time', 'days'],
  exposurePct: ['Exposure', 'percent'],
  tradeCount: ['Trades', 'count'],
  winRatePct: ['Win rate', 'percent'],
  bestTradePct: ['Best trade', 'percent'],
  worstTradePct: ['Worst trade', 'percent'],
  avgTradePct: ['Average trade', 'percent'],
  avgWinPct: ['Average win', 'percent'],
  avgLossPct: ['Average loss', 'percent'],
  payoffRatio: ['Payoff ratio', 'ratio'],
  expectancyPct: ['Expectancy', 'percent'],
  maxTradeDays: ['Longest trade', 'days'],
  avgTradeDays: ['Average trade time', 'days'],
  profitFactor: ['Profit factor', 'ratio'],
  sqn: ['SQN', 'ratio'],
  kelly: ['Kelly', 'ratio'],
  commissions: ['Commissions', 'money'],
  alphaPct: ['Alpha', 'percent'],
  beta: ['Beta', 'ratio'],
  informationRatio: ['Information ratio', 'ratio'],
  trackingErrorPct: ['Tracking error', 'percent'],
  treynor: ['Treynor', 'ratio'],
};
