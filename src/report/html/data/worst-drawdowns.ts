import { type DrawdownRow, drawdownTable } from '../../../statistics/drawdowns/drawdown-table.js';
import { equityFrom } from '../../statistics/equity-rows.js';
import type { SessionReturns } from './session-returns.js';

/** How many are told: the ones a reader asks about. */
const WORST = 5;

/** The five deepest drawdowns of a run's bars, the money it began with among the peaks. */
export const worstDrawdowns = ({ rows, startEquity }: SessionReturns): DrawdownRow[] => {
  const { time, equity } = equityFrom(startEquity, rows);
  return drawdownTable({ at: time, equity }, { worst: WORST });
};
