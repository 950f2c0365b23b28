import type { StatisticName } from '../../src/report/statistics/statistics.js';

/** What backtesting.py calls each statistic; it prints days as whole days. */
export const PUBLISHED: Partial<Record<StatisticName, string>> = {
  finalEquity: 'Equity Final [$]',
  peakEquity: 'Equity Peak [$]',
  returnPct: 'Return [%]',
  annualReturnPct: 'Return (Ann.) [%]',
  annualVolatilityPct: 'Volatility (Ann.) [%]',
  cagrPct: 'CAGR [%]',
  sharpe: 'Sharpe Ratio',
  sortino: 'Sortino Ratio',
  calmar: 'Calmar Ratio',
  maxDrawdownPct: 'Max. Drawdown [%]',
  avgDrawdownPct: 'Avg. Drawdown [%]',
  maxDrawdownDays: 'Max. Drawdown Duration',
  avgDrawdownDays: 'Avg. Drawdown Duration',
  tradeCount: '# Trades',
  winRatePct: 'Win Rate [%]',
  bestTradePct: 'Best Trade [%]',
  worstTradePct: 'Worst Trade [%]',
  avgTradePct: 'Avg. Trade [%]',
  maxTradeDays: 'Max. Trade Duration',
  avgTradeDays: 'Avg. Trade Duration',
  profitFactor: 'Profit Factor',
  expectancyPct: 'Expectancy [%]',
  sqn: 'SQN',
  kelly: 'Kelly Criterion',
  exposurePct: 'Exposure Time [%]',
  buyHoldReturnPct: 'Buy & Hold Return [%]',
  alphaPct: 'Alpha [%]',
  beta: 'Beta',
};

/** A published run as its file has it. */
export interface PublishedRun {
  readonly stats: Readonly<Record<string, number | { readonly days: number } | string>>;
  readonly trades: readonly PublishedTrade[];
}

/** A closed trade under the published engine's names. */
export interface PublishedTrade {
  readonly size: number;
  readonly entryBar: number;
  readonly exitBar: number;
  readonly entryTime: string;
  readonly exitTime: string;
  readonly entryPrice: number;
  readonly exitPrice: number;
  readonly pnl: number;
  readonly commission: number;
  /** A fraction, not percent. */
  readonly returnPct: number;
}

/**
 * Our statistics that are further off a published one than `relative`, each with both values; NaN never
 * passes.
 */
export const offBy = (
  ours: Readonly<Partial<Record<StatisticName, number | null>>>,
  { stats }: Pick<PublishedRun, 'stats'>,
  relative: number,
): readonly (readonly [name: string, ours: number | null | undefined, published: number])[] =>
  Object.entries(PUBLISHED).flatMap(([name, key]) => {
    const found = stats[key];
    const published = typeof found === 'object' ? found.days : Number(found);
    // The names come from a table over the type, which `Object.entries` forgets.
    const value = ours[name as StatisticName];
    const near = Math.abs((value ?? Number.NaN) - published) <= relative * Math.abs(published);
    return near ? [] : [[name, value, published] as const];
  });
