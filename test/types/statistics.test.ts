import { describe, expect, it } from '@jest/globals';
import {
  aggregateReturns,
  beta,
  type DrawdownRow,
  drawdownTable,
  excursions,
  rolling,
  rollingSharpeRatio,
  sharpeRatio,
  sortinoRatio,
  tradeStatistics,
} from 'millrace/statistics';

describe('what compiles of the statistics', () => {
  it('are numbers, rows and what a figure of their own gives', () => {
    const sharpe: number = sharpeRatio([0.01, 0.02] as const, { periodsPerYear: 12 });
    const rows: readonly DrawdownRow[] = drawdownTable({ at: [0, 1], equity: [2, 1] }, { worst: 5 });
    const own: readonly string[] = rolling([1, 2], { window: 1, of: ([first]) => String(first) });
    expect([Number.isFinite(sharpe), rows.length, own]).toEqual([true, 1, ['1', '2']]);
  });
});

describe('what must not compile of the statistics', () => {
  it('is a rate whose unit nobody said', () => {
    // @ts-expect-error -- a year's rate is not a period's
    expect(sharpeRatio([0.01, 0.03], { riskFreeRate: 0.02 })).toBeGreaterThan(0);
    // @ts-expect-error -- a Sortino ratio asks what is required
    expect(sortinoRatio([0.01, -0.03], { riskFreePerPeriod: 0.02 })).toBeLessThan(0);
  });

  it('is a market that is one number, and a window that nobody gave', () => {
    // @ts-expect-error -- nothing moves with a constant
    expect(() => beta([0.01, 0.02], 0.01)).toThrow(RangeError);
    // @ts-expect-error -- of how many rows
    expect(() => rollingSharpeRatio([0.01], {})).toThrow(RangeError);
  });

  it('is a period without a calendar, and a curve without its instants', () => {
    // @ts-expect-error -- a day is what there was before
    expect(() => aggregateReturns({ dates: ['2024-01-02'], returns: [0] }, 'day')).toThrow(TypeError);
    // @ts-expect-error -- when was it
    expect(() => drawdownTable([100, 90])).toThrow(TypeError);
  });

  it('is a trade that does not say what it made, or when it was open', () => {
    // @ts-expect-error -- it has no P&L
    expect(tradeStatistics([{ returnPct: 1, entryAt: 0, exitAt: 0 }]).averagePct).toBe(1);
    // @ts-expect-error -- it has no times
    expect(excursions({ quantity: 1, entryPrice: 1, exitPrice: 2 }, []).favourable).toBe(1);
  });
});
