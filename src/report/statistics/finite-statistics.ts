import type { StatisticName, Statistics } from './statistics.js';

/** Every statistic's name, in the order in which documents show them. */
const NAMES: Readonly<Record<StatisticName, null>> = {
  finalEquity: null,
  peakEquity: null,
  returnPct: null,
  annualReturnPct: null,
  annualVolatilityPct: null,
  cagrPct: null,
  sharpe: null,
  sortino: null,
  calmar: null,
  maxDrawdownPct: null,
  avgDrawdownPct: null,
  maxDrawdownDays: null,
  avgDrawdownDays: null,
  tradeCount: null,
  winRatePct: null,
  bestTradePct: null,
  worstTradePct: null,
  avgTradePct: null,
  avgWinPct: null,
  avgLossPct: null,
  payoffRatio: null,
  maxTradeDays: null,
  avgTradeDays: null,
  profitFactor: null,
  expectancyPct: null,
  sqn: null,
  kelly: null,
  exposurePct: null,
  buyHoldReturnPct: null,
  alphaPct: null,
  beta: null,
  commissions: null,
  dividends: null,
  probabilisticSharpePct: null,
  informationRatio: null,
  trackingErrorPct: null,
  treynor: null,
};

/** The statistics of computed numbers: what is missing or not finite is null, and -0 is 0. */
export const finiteStatistics = (numbers: Partial<Record<StatisticName, number>>): Statistics => {
  const finite: Partial<Record<string, number>> = Object.fromEntries(
    Object.entries(numbers)
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, value === 0 ? 0 : value]),
  );
  return { ...NAMES, ...finite };
};
