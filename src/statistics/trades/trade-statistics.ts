import type { TradeRecord } from '../../domain/trade-record.js';
import { covariance } from '../numbers/covariance.js';
import { largest } from '../numbers/largest.js';
import { mean } from '../numbers/mean.js';
import { sum } from '../numbers/sum.js';

/** What closed trades say; returns in percent. */
export interface TradeStatistics {
  readonly winRate: number;
  readonly bestPct: number;
  readonly worstPct: number;
  readonly averagePct: number;
  readonly expectancyPct: number;
  readonly profitFactor: number;
  readonly sqn: number;
  readonly kelly: number;
  readonly maxDays: number;
  readonly averageDays: number;
}

/**
 * Figures of closed trades; a trade wins when its P&L after commissions is above 0, else it does not.
 *
 * Profit factor: gross profit / gross loss, in money. Expectancy: W mean winning return + (1 - W) mean
 * return of the others, W the share of winners; the same number as the average. System quality number:
 * sqrt(n) mean(P&L) / sample deviation of P&L (V. Tharp). Kelly: W - (1 - W) / (mean winning return / mean
 * losing return) (J. Kelly, 1956, for two outcomes). Days are those between the two fills.
 */
export const tradeStatistics = (trades: readonly TradeRecord[]): TradeStatistics => {
  const results = trades.map(({ pnl }) => pnl);
  const returns = trades.map(({ returnPct }) => returnPct);
  const days = trades.map(({ entryAt, exitAt }) => (exitAt - entryAt) / 86_400_000);
  const meanReturn = (which: (pnl: number) => boolean): number =>
    mean(trades.filter(({ pnl }) => which(pnl)).map(({ returnPct }) => returnPct));
  const winRate = results.filter((pnl) => pnl > 0).length / results.length;
  return {
    winRate,
    bestPct: largest(returns),
    worstPct: -largest(returns.map((value) => -value)),
    averagePct: mean(returns),
    expectancyPct: mean(returns),
    profitFactor: sum(results.filter((pnl) => pnl > 0)) / -sum(results.filter((pnl) => pnl < 0)),
    sqn: (Math.sqrt(results.length) * mean(results)) / Math.sqrt(covariance(results, results)),
    kelly: winRate - (1 - winRate) / (meanReturn((pnl) => pnl > 0) / -meanReturn((pnl) => pnl < 0)),
    maxDays: largest(days),
    averageDays: mean(days),
  };
};
