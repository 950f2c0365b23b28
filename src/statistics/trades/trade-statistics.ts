import type { TradeRecord } from '../../domain/trade-record.js';
import { largest } from '../numbers/largest.js';
import { mean } from '../numbers/mean.js';
import { sum } from '../numbers/sum.js';
import { variance } from '../numbers/variance.js';
import { longestStreak } from './longest-streak.js';

/** What of a closed trade its statistics are made of. */
export type ClosedTrade = Pick<TradeRecord, 'pnl' | 'returnPct' | 'entryAt' | 'exitAt'>;

/** What closed trades say; returns in percent. */
export interface TradeStatistics {
  readonly count: number;
  /** A share, from 0 to 1. */
  readonly winRate: number;
  readonly bestPct: number;
  readonly worstPct: number;
  readonly averagePct: number;
  readonly averageWinPct: number;
  /** Negative. */
  readonly averageLossPct: number;
  readonly expectancyPct: number;
  readonly profitFactor: number;
  readonly payoffRatio: number;
  readonly sqn: number;
  readonly kelly: number;
  readonly maxDays: number;
  readonly averageDays: number;
  /** Trades won, and not won, in a row. */
  readonly winStreak: number;
  readonly lossStreak: number;
}

/**
 * Figures of closed trades; a trade wins when its P&L after commissions is above 0, else it does not.
 *
 * Profit factor: gross profit / gross loss, in money. Expectancy: W mean winning return + (1 - W) mean
 * return of the others, W the share of winners; the same number as the average. Payoff ratio: mean winning
 * return / mean losing return. System quality number: sqrt(n) mean(P&L) / sample deviation of P&L (V. Tharp).
 * Kelly: W - (1 - W) / payoff ratio (J. Kelly, 1956, for two outcomes). Days are those between the two fills.
 *
 * What no trade tells is NaN, the best and the worst of none infinite; without a losing trade the profit
 * factor is infinite and payoff ratio and Kelly are NaN.
 */
export const tradeStatistics = (trades: readonly ClosedTrade[]): TradeStatistics => {
  const results = trades.map(({ pnl }) => pnl);
  const returns = trades.map(({ returnPct }) => returnPct);
  const days = trades.map(({ entryAt, exitAt }) => (exitAt - entryAt) / 86_400_000);
  const meanReturn = (which: (pnl: number) => boolean): number =>
    mean(trades.filter(({ pnl }) => which(pnl)).map(({ returnPct }) => returnPct));
  const winRate = results.filter((pnl) => pnl > 0).length / results.length;
  const [averageWinPct, averageLossPct] = [meanReturn((pnl) => pnl > 0), meanReturn((pnl) => pnl < 0)];
  const payoffRatio = averageWinPct / -averageLossPct;
  return {
    count: trades.length,
    winRate,
    bestPct: largest(returns),
    worstPct: -largest(returns.map((value) => -value)),
    averagePct: mean(returns),
    averageWinPct,
    averageLossPct,
    expectancyPct: mean(returns),
    profitFactor: sum(results.filter((pnl) => pnl > 0)) / Math.abs(sum(results.filter((pnl) => pnl < 0))),
    payoffRatio,
    sqn: (Math.sqrt(results.length) * mean(results)) / Math.sqrt(variance(results)),
    kelly: winRate - (1 - winRate) / payoffRatio,
    maxDays: largest(days),
    averageDays: mean(days),
    winStreak: longestStreak(results.map((pnl) => pnl > 0)),
    lossStreak: longestStreak(results.map((pnl) => pnl <= 0)),
  };
};
