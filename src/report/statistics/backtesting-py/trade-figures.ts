import type { TradeRecord } from '../../../domain/trade-record.js';
import { covariance } from '../../../statistics/numbers/covariance.js';
import { largest } from '../../../statistics/numbers/largest.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { sum } from '../../../statistics/numbers/sum.js';
import { geometricMean } from './geometric-mean.js';

/** What closed trades say; returns as fractions. */
export interface TradeFigures {
  readonly winRate: number;
  readonly best: number;
  readonly worst: number;
  readonly average: number;
  readonly profitFactor: number;
  readonly expectancy: number;
  readonly sqn: number;
  readonly kelly: number;
}

/**
 * Figures of closed trades as backtesting.py 0.6.6 computes them; a trade wins when its P&L is above 0.
 *
 * Average: the geometric mean of returns. Expectancy: their arithmetic mean. Profit factor: sum of positive
 * returns / |sum of negative ones|. System quality number: sqrt(n) mean(P&L) / sample deviation of P&L.
 * Kelly: W - (1 - W) / (mean winning P&L / mean losing P&L), W the share of winners.
 */
export const tradeFigures = (trades: readonly TradeRecord[]): TradeFigures => {
  const returns = trades.map(({ returnPct }) => returnPct / 100);
  const results = trades.map(({ pnl }) => pnl);
  const wins = results.filter((pnl) => pnl > 0);
  const losses = results.filter((pnl) => pnl < 0);
  const winRate = wins.length / trades.length;
  return {
    winRate,
    best: largest(returns),
    worst: -largest(returns.map((value) => -value)),
    average: geometricMean(returns),
    profitFactor:
      sum(returns.filter((value) => value > 0)) / Math.abs(sum(returns.filter((value) => value < 0))),
    expectancy: mean(returns),
    sqn: (Math.sqrt(trades.length) * mean(results)) / Math.sqrt(covariance(results, results)),
    kelly: winRate - (1 - winRate) / (mean(wins) / -mean(losses)),
  };
};
