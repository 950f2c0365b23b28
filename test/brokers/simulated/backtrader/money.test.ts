import { describe, expect, it } from '@jest/globals';
import { BacktraderBroker } from '../../../../src/brokers/simulated/backtrader/backtrader-broker.js';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import type { Instrument } from '../../../../src/domain/instrument.js';
import { barOf } from '../bar-of.js';
import { SmallWheel } from '../small-wheel.js';

/** Trades at the opens of bars at one price each, and the equity after every bar. */
const equityOf = (
  trades: readonly (readonly [units: number, price: number])[],
  settings: Partial<BrokerSettings> = {},
  instrument: Partial<Instrument> = {},
) => {
  const wheel = new SmallWheel({
    settings: { cash: 10_000, ...settings },
    instrument,
    make: (own, context) => new BacktraderBroker(own, context),
  });
  const first = trades[0]?.[1] ?? 0;
  const place = (units: number) => {
    if (units !== 0) wheel.place({ side: units > 0 ? 'buy' : 'sell', quantity: Math.abs(units) });
  };
  const equities: number[] = [];
  wheel.row(barOf(0, [first]), () => place(trades[0]?.[0] ?? 0));
  for (const [index, [, price]] of trades.entries()) {
    wheel.row(barOf(index + 1, [price]), () => place(trades[index + 1]?.[0] ?? 0));
    equities.push(wheel.portfolio.equity('p'));
  }
  return { equities, wheel };
};

/** Buys twice at different prices, gives a part up, the rest, and turns around. */
const STORY = [
  [10, 100],
  [10, 110],
  [-5, 120],
  [-25, 130],
  [10, 125],
  [0, 120],
] as const;
/** By hand: 10 at 100, 10 at 110, 5 sold at 120, 25 at 130 (15 close), all bought back at 125. */
const WORTH = [10_000, 10_100, 10_300, 10_450, 10_500, 10_500];

describe('equity under the rules of backtrader', () => {
  it.each([
    ['as it is', {}],
    ['with leverage', { marginRatio: 0.5 }],
    ['where shorts tie cash up', { shortCash: false }],
    ['without the check at sending', { checkSubmit: false }],
  ])('follows the trades to the last unit %s', (_, settings) => {
    const { equities, wheel } = equityOf(STORY, settings);
    for (const [index, worth] of WORTH.entries()) expect(equities[index]).toBeCloseTo(worth, 8);
    expect(wheel.lots).toEqual([]);
  });

  it('is less by commissions on the price and on the unit', () => {
    const { equities, wheel } = equityOf(STORY, { commissionBps: 100, commissionPerUnit: 2 });
    // Per unit 2 and a hundredth of the price: 10 at 100 are 30.
    expect(wheel.fills.map(({ commission }) => commission)).toEqual([30, 31, 16, 82.5, 32.5]);
    expect(equities.at(-1)).toBeCloseTo(10_500 - 30 - 31 - 16 - 82.5 - 32.5, 8);
  });

  it('of futures is settled at every bar, whichever way and however often it is added to', () => {
    const future = { settlement: 'daily', multiplier: 2, margin: { initial: 10, maintenance: 10 } } as const;
    for (const shortCash of [true, false]) {
      const { equities } = equityOf(STORY, { shortCash }, future);
      const doubled = WORTH.map((worth) => 10_000 + 2 * (worth - 10_000));
      for (const [index, worth] of doubled.entries()) expect(equities[index]).toBeCloseTo(worth, 8);
    }
  });

  it('of futures without a margin of their own ties their whole value up', () => {
    const future = { settlement: 'daily', multiplier: 2 } as const;
    const fits = (units: number) => equityOf([[units, 100]], {}, future).wheel.fills.length;
    expect([fits(50), fits(51)]).toEqual([1, 0]);
    expect([fits(-50), fits(-51)]).toEqual([1, 0]);
  });

  it('pays for what it opens: with leverage less, for a short nothing or as much', () => {
    const fits = (units: number, settings: Partial<BrokerSettings> = {}) =>
      equityOf([[units, 100]], settings).wheel.fills.length;
    expect([fits(100), fits(101)]).toEqual([1, 0]);
    expect([fits(200, { marginRatio: 0.5 }), fits(201, { marginRatio: 0.5 })]).toEqual([1, 0]);
    expect(fits(-1_000)).toBe(1);
    expect([fits(-100, { shortCash: false }), fits(-101, { shortCash: false })]).toEqual([1, 0]);
  });
});
