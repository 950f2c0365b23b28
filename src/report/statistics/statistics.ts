/**
 * The statistics of a run. A number that cannot be computed (no trade, one return, a division by zero) is
 * null, never NaN or infinite. `*Pct` are percent, `*Days` are days of 24 hours, drawdowns are negative.
 * What each one means in detail is the formula set's word: `backtestingPy`, `backtrader`, `lean`, `standard`.
 */
export interface Statistics {
  readonly finalEquity: number | null;
  readonly peakEquity: number | null;
  readonly returnPct: number | null;
  readonly annualReturnPct: number | null;
  readonly annualVolatilityPct: number | null;
  readonly cagrPct: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly calmar: number | null;
  readonly maxDrawdownPct: number | null;
  readonly avgDrawdownPct: number | null;
  readonly maxDrawdownDays: number | null;
  readonly avgDrawdownDays: number | null;
  readonly tradeCount: number | null;
  readonly winRatePct: number | null;
  readonly bestTradePct: number | null;
  readonly worstTradePct: number | null;
  readonly avgTradePct: number | null;
  readonly avgWinPct: number | null;
  readonly avgLossPct: number | null;
  readonly payoffRatio: number | null;
  readonly maxTradeDays: number | null;
  readonly avgTradeDays: number | null;
  readonly profitFactor: number | null;
  readonly expectancyPct: number | null;
  readonly sqn: number | null;
  readonly kelly: number | null;
  readonly exposurePct: number | null;
  readonly buyHoldReturnPct: number | null;
  readonly alphaPct: number | null;
  readonly beta: number | null;
  readonly commissions: number | null;
  /** Dividends received by longs less those paid by shorts, where the run was told of any; in no trade. */
  readonly dividends: number | null;
  readonly probabilisticSharpePct: number | null;
  readonly informationRatio: number | null;
  readonly trackingErrorPct: number | null;
  readonly treynor: number | null;
}

/** The name of a statistic. */
export type StatisticName = keyof Statistics;
