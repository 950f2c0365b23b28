import { type DrawdownRow, drawdownTable } from '../../../statistics/drawdowns/drawdown-table.js';
import type { SessionReturns } from './session-returns.js';

/** How many are told: the ones a reader asks about. */
const WORST = 5;

/** The five deepest drawdowns of a run's bars, the money it began with among the peaks. */
export const worstDrawdowns = ({ rows, startEquity }: SessionReturns): DrawdownRow[] => {
  const [first] = rows;
  if (!first) return [];
  const at = [first.time, ...rows.map(({ time }) => time)];
  return drawdownTable({ at, equity: [startEquity, ...rows.map(({ equity }) => equity)] }, { worst: WORST });
};
