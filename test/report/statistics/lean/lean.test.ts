import { describe, expect, it } from '@jest/globals';
import { usShare } from '../../../../src/domain/instrument.js';
import type { EntryOf } from '../../../../src/domain/journal.js';
import { closedProfits } from '../../../../src/report/statistics/lean/closed-profits.js';
import { lean } from '../../../../src/report/statistics/lean/lean.js';
import { dailyMarks, factsOf, tradeOf } from '../run-facts.js';

const fillOf = (body: Partial<EntryOf<'fill'>['body']>): EntryOf<'fill'> =>
  // A fill entry as far as the statistics read it.
  ({
    pipeline: 'p',
    symbol: 'X',
    body: { side: 'buy', quantity: 1, price: 1, commission: 0, ...body },
  }) as EntryOf<'fill'>;

describe('what closing fills earned', () => {
  const buys = [
    fillOf({ quantity: 10, price: 100, commission: 1 }),
    fillOf({ quantity: 10, price: 110, commission: 1 }),
  ];

  it('counts from the average price and takes the exit’s fee twice', () => {
    const sell = fillOf({ side: 'sell', quantity: 5, price: 120, commission: 2 });
    expect(closedProfits([...buys, sell, sell], {})).toEqual([5 * 15 - 4, 5 * 15 - 4]);
  });

  it('turns a holding around at the fill’s own price', () => {
    const reversal = fillOf({ side: 'sell', quantity: 30, price: 100 });
    const cover = fillOf({ side: 'buy', quantity: 10, price: 90 });
    expect(closedProfits([...buys, reversal, cover], {})).toEqual([20 * -5, 10 * 10]);
  });

  it('counts points by the multiplier', () => {
    const instruments = { X: { ...usShare('X'), multiplier: 50 } };
    const sell = fillOf({ side: 'sell', price: 3 });
    expect(closedProfits([fillOf({}), sell], instruments)).toEqual([100]);
  });
});

describe('the statistics of LEAN', () => {
  it('count a year of calendar days from the first midnight', () => {
    const marks = dailyMarks([100, 100, 100, 110]);
    const found = lean(factsOf({ marks, startEquity: 100 }));
    // Four days from midnight to midnight.
    expect(found.cagrPct).toBeCloseTo((1.1 ** (365 / 4) - 1) * 100, 6);
    expect(found.returnPct).toBeCloseTo(10, 12);
  });

  it('begin with the day that was asked for', () => {
    const marks = dailyMarks([100, 100, 100, 110]);
    const facts = factsOf({ marks, startEquity: 100, from: Date.UTC(2023, 11, 31) });
    expect(lean(facts).cagrPct).toBeCloseTo((1.1 ** (365 / 5) - 1) * 100, 6);
    const zone = { ...usShare('X'), timeZone: 'America/New_York' };
    expect(lean({ ...facts, instruments: { X: zone } }).cagrPct).toBeCloseTo(
      (1.1 ** (365 / (5 - 5 / 24)) - 1) * 100,
      6,
    );
  });

  it('round the drawdown to three decimals and count the days of the way back', () => {
    const marks = dailyMarks([100, 99.44, 98.76, 100, 101]);
    expect(lean(factsOf({ marks, startEquity: 100 }))).toMatchObject({
      maxDrawdownPct: -1.2,
      maxDrawdownDays: 3,
    });
  });

  it('let a trade win by its profit before fees', () => {
    const trades = [tradeOf({ pnl: -1, commission: 2 }), tradeOf({ pnl: -3, commission: 2 })];
    const facts = factsOf({ marks: dailyMarks([100, 101]), trades });
    expect(lean(facts).winRatePct).toBe(50);
  });

  it('are 0 where something would be divided by nothing', () => {
    const found = lean(factsOf({ marks: dailyMarks([100, 100, 100]) }));
    expect(found).toMatchObject({ sharpe: 0, sortino: 0, beta: 0, alphaPct: 0, treynor: 0 });
    expect(found.probabilisticSharpePct).toBe(0);
  });
});
