import { describe, expect, it } from '@jest/globals';
import { backtestingPy } from '../../../../src/report/statistics/backtesting-py/backtesting-py.js';
import { dailyMarks, factsOf, markOf, tradeOf } from '../run-facts.js';

const HOUR_MS = 3_600_000;

/** Hourly bars of 2024-01-01, and of the next day after 24 of them. */
const hourlyMarks = (equity: readonly number[]) =>
  equity.map((value, index) => {
    const start = Date.UTC(2024, 0, 1) + index * HOUR_MS;
    const sessionDate = new Date(start).toISOString().slice(0, 10);
    return markOf({ at: start + HOUR_MS, sessionDate, equity: value, close: 100 + index });
  });

describe('statistics of backtesting.py on small runs', () => {
  it('round durations up to the unit of the bar spacing', () => {
    // Two drawdowns, of 2 and of 3 hours: 2.5 on average, printed as 3.
    const marks = hourlyMarks([10, 9, 10, 9, 9, 10]);
    expect(backtestingPy(factsOf({ marks }))).toMatchObject({
      maxDrawdownDays: 3 / 24,
      avgDrawdownDays: 3 / 24,
      avgDrawdownPct: expect.closeTo(-10, 12),
    });
  });

  it('take daily bars as days though their sessions end at other hours', () => {
    const ends = [16, 13, 17, 16].map((hour, index) => Date.UTC(2024, 0, 2 + index, hour));
    const marks = [10, 9, 9, 10].map((equity, index) =>
      markOf({ at: ends[index] ?? 0, sessionDate: `2024-01-0${2 + index}`, equity, close: equity }),
    );
    const trades = [tradeOf({ entryBar: 0, exitBar: 2 })];
    expect(backtestingPy(factsOf({ marks, trades }))).toMatchObject({ maxDrawdownDays: 3, maxTradeDays: 2 });
  });

  it('count a year as 52 weeks when bars are a week apart', () => {
    const { annualReturnPct } = backtestingPy(
      factsOf({ marks: dailyMarks([100, 101, 102.01], undefined, 7) }),
    );
    expect(annualReturnPct).toBeCloseTo((1.01 ** 52 - 1) * 100, 8);
  });

  it('count every day of the year when weekends are traded', () => {
    const { annualReturnPct } = backtestingPy(
      factsOf({ marks: dailyMarks([100, 100, 100, 100, 100, 100, 100.7]) }),
    );
    expect(annualReturnPct).toBeCloseTo((1.007 ** (365 / 6) - 1) * 100, 8);
  });

  it('report ruin: no geometric mean, and no return after it', () => {
    const found = backtestingPy(factsOf({ marks: dailyMarks([100, 50, 0, 0, 0], [4, 2, 1, 1, 1], 7) }));
    // Returns are -0.5 and -1: variance 1/8, growth 1.
    expect(found).toMatchObject({
      returnPct: -100,
      annualReturnPct: 0,
      annualVolatilityPct: expect.closeTo(Math.sqrt(1.125 ** 52 - 1) * 100, 6),
      sharpe: 0,
      maxDrawdownPct: -100,
      beta: null,
    });
  });

  it('have a depth but no length for a drawdown that begins with the last bar', () => {
    const found = backtestingPy(factsOf({ marks: dailyMarks([100, 110, 99]) }));
    expect(found).toMatchObject({ maxDrawdownDays: null, avgDrawdownDays: null });
    expect(found.avgDrawdownPct).toBeCloseTo(-10, 12);
  });

  it('count the bars of a trade with both its ends, and bars of two trades once', () => {
    const trades = [tradeOf({ entryBar: 1, exitBar: 3 }), tradeOf({ entryBar: 3, exitBar: 4 })];
    const found = backtestingPy(factsOf({ marks: dailyMarks([1, 1, 1, 1, 1, 1, 1, 1]), trades }));
    expect(found.exposurePct).toBe(50);
  });

  it('give the equity of a closing after the end to the last bar', () => {
    const marks = dailyMarks([100, 110, 120]);
    const closing = { at: (marks.at(-1)?.at ?? 0) + 1, sessionDate: '2024-01-03', equity: 90, exposure: 0 };
    const found = backtestingPy(factsOf({ marks: [...marks, { ...closing, prices: { X: null } }] }));
    expect(found).toMatchObject({ finalEquity: 90, peakEquity: 110, returnPct: expect.closeTo(-10, 12) });
  });

  it('start buy & hold at the bar that ends the warm-up', () => {
    const marks = dailyMarks([100, 100, 100, 120], [10, 20, 40, 50]);
    expect(backtestingPy(factsOf({ marks, warmupBars: 2 })).buyHoldReturnPct).toBe(25);
  });

  it('keep the digits of a return that is next to nothing', () => {
    const [change, start] = [-(2 ** -12), 100_000];
    const marks = dailyMarks([start, start + change], [start, start + change]);
    const wanted = (change / start) * 100;
    expect(backtestingPy(factsOf({ marks }))).toMatchObject({ returnPct: wanted, buyHoldReturnPct: wanted });
  });

  it('do not compare several symbols with a market', () => {
    const marks = dailyMarks([100, 110, 120]).map((mark) => ({
      ...mark,
      prices: { ...mark.prices, Y: null },
    }));
    const found = backtestingPy(factsOf({ marks, symbols: ['X', 'Y'] }));
    expect(found).toMatchObject({ buyHoldReturnPct: null, alphaPct: null, beta: null });
  });

  it('pay the risk-free rate before they praise', () => {
    const marks = dailyMarks([100, 101, 100, 102], [10, 11, 10, 12], 7);
    const [free, paid] = [0, 0.02].map((riskFreeRate) => backtestingPy(factsOf({ marks, riskFreeRate })));
    const volatility = (free?.annualVolatilityPct ?? Number.NaN) / 100;
    expect((free?.sharpe ?? 0) - (paid?.sharpe ?? 0)).toBeCloseTo(0.02 / volatility, 10);
    expect((free?.alphaPct ?? 0) - (paid?.alphaPct ?? 0)).toBeCloseTo(2 * (1 - (free?.beta ?? 0)), 10);
  });
});
