import { day } from '../daily-bars.js';

/** Daily bars of X as lines: each is known when its day is over. */
export const barLines = (csv: string): readonly string[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((row, index) => {
      const [date, ...numbers] = row.split(',');
      const [open, high, low, close, volume] = numbers.map(Number);
      const at = Date.parse(`${day(index + 1)}T00:00:00Z`);
      const start = Date.parse(`${date}T00:00:00Z`);
      const bar = { kind: 'bar', symbol: 'X', every: '1d', at, start, sessionDate: date };
      return `${JSON.stringify({ ...bar, open, high, low, close, volume })}\n`;
    });
