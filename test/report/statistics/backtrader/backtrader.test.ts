import { describe, expect, it } from '@jest/globals';
import { usShare } from '../../../../src/domain/instrument.js';
import type { EntryOf } from '../../../../src/domain/journal.js';
import { backtrader } from '../../../../src/report/statistics/backtrader/backtrader.js';
import { roundTrips } from '../../../../src/report/statistics/backtrader/round-trips.js';
import { standard } from '../../../../src/report/statistics/standard/standard.js';
import { dailyMarks, factsOf } from '../run-facts.js';

const fillOf = (quantity: number, price: number, commission = 0, symbol = 'X'): EntryOf<'fill'> => ({
  v: 1,
  serial: 1,
  at: 0,
  kind: 'fill',
  causes: [],
  pipeline: 'p',
  account: 'main',
  symbol,
  body: {
    order: '1-1',
    key: 'key',
    side: quantity > 0 ? 'buy' : 'sell',
    quantity: Math.abs(quantity),
    price,
    commission,
    currency: 'USD',
    happenedAt: 0,
    effect: 'net',
    lot: null,
    entryCommission: null,
    bar: 0,
    because: 'test',
    complete: true,
  },
});

const INSTRUMENTS = { X: usShare('X'), Y: { ...usShare('Y'), multiplier: 10 } };
const resultsOf = (...fills: readonly EntryOf<'fill'>[]): readonly number[] =>
  roundTrips(fills, INSTRUMENTS).map(({ pnl }) => pnl);

/** By hand after backtrader 1.9.78.123, `Trade`. */
describe('trades from flat to flat', () => {
  it('cost the average, and end when nothing is held', () => {
    const bought = [fillOf(1, 10, 1), fillOf(3, 14, 1)];
    expect(resultsOf(...bought, fillOf(-2, 20, 1))).toEqual([]);
    expect(resultsOf(...bought, fillOf(-2, 20, 1), fillOf(-2, 12, 1))).toEqual([2 * 7 - 2 * 1 - 4]);
  });

  it('end with a reversal, which begins the next and shares its commission by size', () => {
    expect(resultsOf(fillOf(2, 10, 1), fillOf(-6, 11, 3), fillOf(4, 9, 1))).toEqual([2 - 1 - 1, 8 - 2 - 1]);
  });

  it('are counted by symbol, with its multiplier', () => {
    expect(resultsOf(fillOf(1, 10), fillOf(-1, 5, 0, 'Y'), fillOf(-1, 12), fillOf(1, 4, 0, 'Y'))).toEqual([
      2, 10,
    ]);
  });
});

describe('the statistics of backtrader', () => {
  const equity = [100, 110, 99, 121];
  const facts = factsOf({
    marks: dailyMarks(equity, [50, 55, 52, 60]),
    startEquity: 100,
    instruments: INSTRUMENTS,
  });
  const trips = [fillOf(1, 10), fillOf(-1, 12), fillOf(1, 10), fillOf(-1, 10), fillOf(1, 10), fillOf(-1, 9)];

  it('begin with the capital and count every bar', () => {
    const returns = [0, 0.1, -0.1, 121 / 99 - 1];
    const mean = returns.reduce((sum, value) => sum + value, 0) / 4;
    const spread = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
    expect(backtrader(facts)).toMatchObject({
      finalEquity: 121,
      peakEquity: 121,
      returnPct: expect.closeTo(21, 10),
      annualReturnPct: expect.closeTo((1.21 ** 63 - 1) * 100, 2),
      sharpe: expect.closeTo((Math.sqrt(252) * mean) / spread, 10),
      maxDrawdownPct: expect.closeTo(-10, 10),
      buyHoldReturnPct: expect.closeTo(20, 10),
    });
  });

  it('take the risk-free rate of a session as a root', () => {
    const year = 1.02 ** (1 / 252) - 1;
    const returns = [0, 0.1, -0.1, 121 / 99 - 1].map((value) => value - year);
    const mean = returns.reduce((sum, value) => sum + value, 0) / 4;
    const deviation = Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
    const { sharpe } = backtrader({ ...facts, riskFreeRate: 0.02 });
    expect(sharpe).toBeCloseTo((Math.sqrt(252) * mean) / deviation, 10);
  });

  it('count a trade that earned nothing as won, and divide by all trades in the deviation', () => {
    const { tradeCount, winRatePct, sqn } = backtrader({ ...facts, fills: trips });
    expect([tradeCount, winRatePct]).toEqual([3, 200 / 3]);
    // Of 2, 0 and -1: mean 1/3, population variance 14/9.
    expect(sqn).toBeCloseTo((Math.sqrt(3) * (1 / 3)) / Math.sqrt(14 / 9), 12);
  });

  it('have no SQN of one trade, and no win rate of none', () => {
    expect(backtrader({ ...facts, fills: trips.slice(0, 2) }).sqn).toBe(0);
    expect(backtrader(facts)).toMatchObject({ tradeCount: 0, winRatePct: null, sqn: 0 });
  });

  it('leave what no analyzer says to the conventional ones', () => {
    const { sortino, avgDrawdownPct, exposurePct } = standard(facts);
    expect(backtrader(facts)).toMatchObject({ sortino, avgDrawdownPct, exposurePct });
  });

  it('know no market of several symbols', () => {
    expect(backtrader({ ...facts, symbols: ['X', 'Y'] }).buyHoldReturnPct).toBeNull();
  });
});
