import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { standard } from '../../../../src/report/statistics/standard/standard.js';
import { describeWithShared } from '../../../shared-data.js';
import { dailyMarks, factsOf, markOf, tradeOf } from '../run-facts.js';

describeWithShared('standard statistics of holding GOOG', (data) => {
  const lines = () => readFileSync(data('backtestingpy', 'GOOG.csv'), 'utf8').trim().split('\n').slice(1);
  const marks = () =>
    lines().map((line) => {
      const [date = '', , , , close = ''] = line.split(',');
      const at = Date.parse(date) + 86_400_000;
      return markOf({ at, sessionDate: date, equity: Number(close), close: Number(close) });
    });

  it('equal what empyrical computed from the same closes', () => {
    const { stats } = JSON.parse(readFileSync(data('empyrical', 'goog-close-stats.json'), 'utf8')) as {
      stats: Record<string, number>;
    };
    const stat = (name: string, factor = 1) => expect.closeTo((stats[name] ?? Number.NaN) * factor, 7);
    expect(standard(factsOf({ marks: marks() }))).toMatchObject({
      returnPct: stat('cum_returns_final', 100),
      annualReturnPct: stat('annual_return', 100),
      annualVolatilityPct: stat('annual_volatility', 100),
      sharpe: stat('sharpe_ratio'),
      sortino: stat('sortino_ratio'),
      calmar: stat('calmar_ratio'),
      maxDrawdownPct: stat('max_drawdown', 100),
      beta: expect.closeTo(1, 12),
      alphaPct: expect.closeTo(0, 10),
    });
    expect(standard(factsOf({ marks: marks(), riskFreeRate: 0.02 })).sharpe).toEqual(
      stat('sharpe_ratio_rf_2pct_annual'),
    );
    expect(standard(factsOf({ marks: marks(), riskFreeRate: 0.05 })).sortino).toEqual(
      stat('sortino_required_5pct_annual'),
    );
  });
});

describe('standard statistics', () => {
  it('leave the warm-up out: flat money that may not trade dilutes nothing', () => {
    const curve = [100, 102, 101, 105, 104];
    const plain = standard(factsOf({ marks: dailyMarks(curve, curve, 7) }));
    const warmed = dailyMarks([100, 100, 100, ...curve], [70, 80, 90, ...curve], 7);
    expect(standard(factsOf({ marks: warmed, warmupBars: 3, startEquity: 100 }))).toEqual(plain);
  });

  it('count a return for the first session of an intraday run', () => {
    const at = (day: number, hour: number) => Date.UTC(2024, 0, day, hour);
    const row = (day: number, hour: number, equity: number) =>
      markOf({ at: at(day, hour), sessionDate: `2024-01-0${day}`, equity, close: equity });
    const marks = [row(2, 15, 100), row(2, 16, 110), row(3, 15, 90), row(3, 16, 121)];
    // Two sessions of 10 % each: no deviation, and a year of 252 of them.
    const found = standard(factsOf({ marks }));
    expect(found.annualReturnPct).toBeCloseTo((1.1 ** 252 - 1) * 100, -6);
    expect(found.annualVolatilityPct).toBeCloseTo(0, 10);
    expect(found.maxDrawdownPct).toBeCloseTo((90 / 110 - 1) * 100, 12);
    expect(found.maxDrawdownDays).toBe(1);
  });

  it('find no gain in a debt that grows: what is gone returns nothing', () => {
    const curve = [100, 101, 100, 102, 101, 103, 102, 110, -20, -60, -90, -200];
    const upTo = (days: number) => standard(factsOf({ marks: dailyMarks(curve.slice(0, days), prices) }));
    const prices = curve.map((_, day) => 10 + day + (day % 3));
    const [toTheEnd, toItsRuin] = [upTo(curve.length), upTo(9)];
    expect(toItsRuin.sharpe).toBeLessThan(0);
    const { sharpe, sortino, annualVolatilityPct, beta } = toItsRuin;
    expect(toTheEnd).toMatchObject({ sharpe, sortino, annualVolatilityPct, beta });
    expect(toTheEnd.returnPct).toBeCloseTo(-300, 9);
  });

  it('know nothing that needs a benchmark without one', () => {
    const marks = dailyMarks([100, 101, 99], [50, 51, 52]);
    const nothing = { informationRatio: null, trackingErrorPct: null, treynor: null };
    expect(standard(factsOf({ marks }))).toMatchObject(nothing);
    const found = standard(factsOf({ marks, benchmark: 'X' }));
    expect(found.informationRatio).not.toBeNull();
    expect(found.trackingErrorPct).not.toBeNull();
    expect(found.treynor).not.toBeNull();
  });

  it('hold several symbols in equal parts', () => {
    const marks = dailyMarks([100, 100, 100], [10, 11, 12]).map((mark, index) => {
      const close = [20, 20, 20][index] ?? 0;
      return { ...mark, prices: { ...mark.prices, Y: { open: close, high: close, low: close, close } } };
    });
    expect(standard(factsOf({ marks, symbols: ['X', 'Y'] })).buyHoldReturnPct).toBeCloseTo(10, 12);
  });

  it('measure trades by their own fills', () => {
    const day = 86_400_000;
    const trades = [
      tradeOf({ pnl: 30, returnPct: 3, entryAt: 0, exitAt: 2 * day }),
      tradeOf({ pnl: -10, returnPct: -2, entryAt: day, exitAt: 2.5 * day }),
      tradeOf({ pnl: 10, returnPct: 5, entryAt: day, exitAt: 2 * day }),
    ];
    const found = standard(factsOf({ marks: dailyMarks([100, 130]), trades, commissions: 4 }));
    expect(found).toMatchObject({
      tradeCount: 3,
      winRatePct: expect.closeTo(200 / 3, 12),
      bestTradePct: 5,
      worstTradePct: -2,
      avgTradePct: 2,
      expectancyPct: 2,
      profitFactor: 4,
      // Mean 10, sample deviation 20.
      sqn: expect.closeTo(Math.sqrt(3) / 2, 12),
      // Winners earn 4 %, the loser lost 2 %.
      kelly: expect.closeTo(2 / 3 - 1 / 3 / 2, 12),
      maxTradeDays: 2,
      avgTradeDays: 1.5,
      commissions: 4,
    });
  });

  it.each([
    [1, 252],
    [7, 52],
    [30, 12],
    [365, 1],
  ])('see how many periods make a year when sessions are %p days apart', (everyDays, periodsPerYear) => {
    const curve = [100, 101, 102, 101, 104];
    const returns = [0.01, 1 / 101, -1 / 102, 3 / 101];
    const middle = returns.reduce((sum, value) => sum + value, 0) / 4;
    const variance = returns.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 3;
    const found = standard(factsOf({ marks: dailyMarks(curve, curve, everyDays) }));
    expect(found.annualVolatilityPct).toBeCloseTo(Math.sqrt(variance * periodsPerYear) * 100, 9);
  });
});
