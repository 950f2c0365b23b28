import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawdownTable, maxDrawdown, simpleReturns } from 'millrace/statistics';

const DAY_MS = 86_400_000;
const daily = (equity: readonly number[]) => ({ at: equity.map((_, row) => row * DAY_MS), equity });
const curves = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 50 });

describe('drawdownTable', () => {
  it('tells peak, valley and recovery of each fall, the deepest first', () => {
    const equity = [100, 120, 90, 96, 84, 120, 121, 110, 130, 117];
    expect(drawdownTable(daily(equity))).toEqual([
      {
        peakAt: DAY_MS,
        valleyAt: 4 * DAY_MS,
        recoveredAt: 5 * DAY_MS,
        drawdown: expect.closeTo(-0.3, 12),
        fallDays: 3,
        recoveryDays: 1,
        lengthDays: 4,
      },
      {
        peakAt: 8 * DAY_MS,
        valleyAt: 9 * DAY_MS,
        recoveredAt: null,
        drawdown: expect.closeTo(-0.1, 12),
        fallDays: 1,
        recoveryDays: null,
        lengthDays: 1,
      },
      expect.objectContaining({ peakAt: 6 * DAY_MS, drawdown: expect.closeTo(-1 / 11, 12), lengthDays: 2 }),
    ]);
    expect(drawdownTable(daily(equity), { worst: 1 })).toHaveLength(1);
  });

  it('counts a peak from when it was last held', () => {
    expect(drawdownTable(daily([100, 100, 100, 50]))[0]).toMatchObject({ peakAt: 2 * DAY_MS, lengthDays: 1 });
  });

  it('has no row where nothing falls', () => {
    expect(drawdownTable(daily([]))).toEqual([]);
    expect(drawdownTable(daily([100]))).toEqual([]);
    expect(drawdownTable(daily([100, 100, 101]))).toEqual([]);
  });

  it('has a row for each stretch below the peak, and the deepest is the maximum drawdown', () => {
    fc.assert(
      fc.property(curves, (equity) => {
        const table = drawdownTable(daily(equity));
        const isBelow = equity.map((value, row) => value < Math.max(...equity.slice(0, row + 1)));
        const stretches = isBelow.filter((below, row) => below && !isBelow[row - 1]).length;
        expect(table).toHaveLength(stretches);
        const deepest = maxDrawdown([0, ...simpleReturns(equity)]);
        expect(table[0]?.drawdown ?? 0).toBeCloseTo(deepest, 12);
        expect(table.filter(({ recoveredAt }) => recoveredAt === null).length).toBe(isBelow.at(-1) ? 1 : 0);
      }),
    );
  });

  it('does not depend on the size of the money', () => {
    fc.assert(
      fc.property(curves, (equity) => {
        // A power of two changes no digit.
        expect(drawdownTable(daily(equity.map((value) => value * 1024)))).toEqual(
          drawdownTable(daily(equity)),
        );
      }),
    );
  });

  it('refuses instants that are not as many as values', () => {
    expect(() => drawdownTable({ at: [0], equity: [1, 2] })).toThrow(RangeError);
  });
});
