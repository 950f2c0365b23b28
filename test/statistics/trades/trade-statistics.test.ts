import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leverage, timeInMarket, tradeStatistics, turnover } from 'millrace/statistics';

const DAY_MS = 86_400_000;
const closed = (pnl: number, returnPct: number, days = 1) => ({
  pnl,
  returnPct,
  entryAt: 5,
  exitAt: 5 + days * DAY_MS,
});

describe('tradeStatistics', () => {
  it('tells wins from what is no win, in percent and in a row', () => {
    const trades = [closed(30, 3, 2), closed(10, 5), closed(-10, -2, 3), closed(0, 0), closed(-20, -4)];
    expect(tradeStatistics(trades)).toEqual({
      count: 5,
      winRate: 0.4,
      bestPct: 5,
      worstPct: -4,
      averagePct: expect.closeTo(0.4, 12),
      averageWinPct: 4,
      averageLossPct: -3,
      expectancyPct: expect.closeTo(0.4, 12),
      profitFactor: expect.closeTo(40 / 30, 12),
      payoffRatio: expect.closeTo(4 / 3, 12),
      // Mean 2; squared deviations 784, 64, 144, 4, 484 sum up to 1480.
      sqn: expect.closeTo((Math.sqrt(5) * 2) / Math.sqrt(1480 / 4), 12),
      kelly: expect.closeTo(0.4 - 0.6 / (4 / 3), 12),
      maxDays: 3,
      averageDays: expect.closeTo(8 / 5, 12),
      winStreak: 2,
      lossStreak: 3,
    });
  });

  it('begins a streak anew after every trade that ends it', () => {
    const trades = [1, -1, 1, 1, -1, 1, -1, -1, 0, 1].map((pnl) => closed(pnl, pnl));
    expect(tradeStatistics(trades)).toMatchObject({ winStreak: 2, lossStreak: 3 });
  });

  it('says nothing of no trade, and has no ratio without a loss', () => {
    expect(tradeStatistics([])).toMatchObject({ count: 0, winRate: Number.NaN, averagePct: Number.NaN });
    expect(tradeStatistics([])).toMatchObject({ winStreak: 0, lossStreak: 0 });
    expect(tradeStatistics([closed(1, 1), closed(2, 2)])).toMatchObject({
      profitFactor: Infinity,
      payoffRatio: Number.NaN,
      kelly: Number.NaN,
    });
  });

  it('does not depend on the size of the money, nor but for its streaks on the order', () => {
    const trades = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(trades, (pnls) => {
        const of = (values: readonly number[], scale = 1) =>
          tradeStatistics(values.map((pnl) => closed(pnl * scale, pnl)));
        expect(of(pnls, 1024)).toEqual(of(pnls));
        const { sqn, winStreak, lossStreak, ...rest } = of(pnls.toReversed());
        expect(of(pnls)).toMatchObject(rest);
        expect(of(pnls)).toMatchObject({ winStreak, lossStreak });
        if (Number.isFinite(sqn)) expect(of(pnls).sqn).toBeCloseTo(sqn, 9);
      }),
    );
  });
});

describe('exposure and turnover', () => {
  it('are the share of rows with something held', () => {
    expect(timeInMarket([0, 5, 5, 0])).toBe(0.5);
    expect(timeInMarket([])).toBeNaN();
  });

  it('are what was held for each unit of equity', () => {
    expect(leverage({ exposure: [0, 50, 200], equity: [100, 100, 100] })).toEqual([0, 0.5, 2]);
    expect(() => leverage({ exposure: [0], equity: [] })).toThrow(RangeError);
  });

  it('are how often a year the mean equity was traded', () => {
    const traded = { notionals: [100, -110, 90], equity: [100, 140], years: 0.5 };
    expect(turnover(traded)).toBeCloseTo(300 / 120 / 0.5, 12);
    expect(turnover({ ...traded, notionals: [] })).toBe(0);
  });
});
