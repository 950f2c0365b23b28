import type { TradeRecord } from '../../../domain/trade-record.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { tradeStatistics } from '../../../statistics/trades/trade-statistics.js';
import type { TradeColumns } from '../data/trade-columns.js';
import { figureText } from '../figure-text.js';
import { factsList } from './facts-list.js';

/** What all trades come to, in figures. */
export const tradeFigures = (
  trades: readonly TradeRecord[],
  { adversePct, favourablePct }: Pick<TradeColumns, 'adversePct' | 'favourablePct'>,
): string => {
  const figures = tradeStatistics(trades);
  const percent = (value: number): string => figureText(value, 'percent');
  return factsList([
    ['Trades', figureText(figures.count, 'count')],
    ['Won', percent(100 * figures.winRate)],
    ['Mean win', percent(figures.averageWinPct)],
    ['Mean loss', percent(figures.averageLossPct)],
    ['Expectancy', percent(figures.expectancyPct)],
    ['Profit factor', figureText(figures.profitFactor, 'ratio')],
    ['Payoff ratio', figureText(figures.payoffRatio, 'ratio')],
    ['System quality', figureText(figures.sqn, 'ratio')],
    ['Won in a row', figureText(figures.winStreak, 'count')],
    ['Lost in a row', figureText(figures.lossStreak, 'count')],
    ['Mean time held', figureText(figures.averageDays, 'days')],
    ['Longest time held', figureText(figures.maxDays, 'days')],
    ['Mean adverse excursion', percent(mean(adversePct))],
    ['Mean favourable excursion', percent(mean(favourablePct))],
  ]);
};
