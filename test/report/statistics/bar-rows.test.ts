import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Mark } from '../../../src/domain/mark.js';
import { barRows } from '../../../src/report/statistics/bar-rows.js';
import { closes } from '../../../src/report/statistics/closes.js';
import { rowsFrom } from '../../../src/report/statistics/rows-from.js';
import { sessionEnds } from '../../../src/report/statistics/session-ends.js';
import { markRows } from '../../../src/testing/mark-rows.js';
import { marksOf } from '../../marks-of.js';

const price = fc
  .integer({ min: 1, max: 99 })
  .map((close) => ({ open: close, high: close, low: close, close }));
const row = fc.record({
  minutes: fc.integer({ min: 1, max: 2_000 }),
  equity: fc.integer({ min: 1, max: 999 }),
  prices: fc.record({ A: fc.option(price), B: fc.option(price, { freq: 1 }) }),
});
const marks = fc.array(row, { maxLength: 12 }).map((rows) => {
  let at = Date.UTC(2024, 0, 1);
  return rows.map(({ minutes, equity, prices }): Mark => {
    at += minutes * 60_000;
    return { at, sessionDate: new Date(at).toISOString().slice(0, 10), equity, exposure: equity / 2, prices };
  });
});

/** The same of rows that are objects: what no bar made gives its money to the bar before. */
const plainly = (rows: readonly Mark[]): Mark[] => {
  const isBar = ({ prices }: Mark): boolean => Object.values(prices).some((one) => one !== null);
  if (!rows.some(isBar)) return [...rows];
  return rows.reduce<Mark[]>((bars, mark) => {
    const last = bars.at(-1);
    if (isBar(mark)) return [...bars, mark];
    if (!last) return bars;
    return [...bars.slice(0, -1), { ...last, equity: mark.equity, exposure: mark.exposure }];
  }, []);
};

describe('bars of marks', () => {
  it('are the rows that bars made, whatever made the others', () => {
    fc.assert(fc.property(marks, (rows) => expect(markRows(barRows(marksOf(rows)))).toEqual(plainly(rows))));
  });

  it('begin at any row as if the run had begun there', () => {
    fc.assert(
      fc.property(marks, fc.nat(12), (rows, wished) => {
        const bars = barRows(marksOf(rows));
        const from = Math.min(wished, bars.length);
        expect(markRows(rowsFrom(bars, from))).toEqual(plainly(rows).slice(from));
      }),
    );
  });

  it('have the last close of a symbol until its next', () => {
    fc.assert(
      fc.property(marks, (rows) => {
        let last = Number.NaN;
        const wanted = plainly(rows).map(({ prices }) => (last = prices.A?.close ?? last));
        expect([...closes(barRows(marksOf(rows)), 'A')]).toEqual(wanted);
      }),
    );
  });

  it('end sessions at their last rows, though another began meanwhile', () => {
    const days = ['2024-01-01', '2024-01-02', '2024-01-01', '2024-01-02', '2024-01-03'];
    const rows = days.map((sessionDate, at) => ({ at, sessionDate, equity: 1, exposure: 0, prices: {} }));
    const first = Date.UTC(2024, 0, 1) / 86_400_000;
    expect([...sessionEnds(barRows(marksOf(rows)))]).toEqual([
      [first, 2],
      [first + 1, 3],
      [first + 2, 4],
    ]);
  });
});
