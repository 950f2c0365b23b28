import type { DrawdownRow } from '../../../statistics/drawdowns/drawdown-table.js';
import { figureText } from '../figure-text.js';
import { timeText } from '../time-text.js';
import type { Section } from './section.js';
import { table } from './table.js';

/** The worst drawdowns: when, how deep, how long. */
export const drawdownsSection = (worst: readonly DrawdownRow[]): Section => {
  if (worst.length === 0)
    return { id: 'drawdowns-part', title: 'Drawdowns', inner: '<p>Equity never fell.</p>' };
  const days = (value: number | null): string => figureText(value, 'days');
  return {
    id: 'drawdowns-part',
    title: 'Drawdowns',
    inner: table({
      caption: worst.length === 1 ? 'The only drawdown' : `The ${worst.length} deepest, all bars counted`,
      heads: ['#', 'Depth', 'Peak', 'Valley', 'Recovered', 'Fall', 'Recovery', 'Whole'],
      rows: worst.map((row, n) => [
        String(n + 1),
        { text: figureText(100 * row.drawdown, 'percent'), look: 'loss' },
        timeText(row.peakAt),
        timeText(row.valleyAt),
        row.recoveredAt === null ? 'not yet' : timeText(row.recoveredAt),
        days(row.fallDays),
        days(row.recoveryDays),
        days(row.lengthDays),
      ]),
    }),
  };
};
