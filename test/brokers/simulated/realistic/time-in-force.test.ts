import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { quoteAt, realisticWheel } from './realistic-wheel.js';

const DAY_MS = 86_400_000;
/** Sessions of one day each; the close belongs to the next. */
const daily = { sessionEnd: (_: string, at: number) => (Math.floor(at / DAY_MS) + 1) * DAY_MS };
const signal = barOf(0, [100]);
const hour = (n: number, price: number) =>
  barOf(0, [price], { start: n * 3_600_000, at: (n + 1) * 3_600_000, every: '1h' });

describe('time in force', () => {
  it('day: works to the end of the session and is told so before the pipeline sees that bar', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ limitPrice: 90, timeInForce: 'day' }));
    wheel.row(barOf(1, [100]), () => {
      expect(wheel.stateOf('0-1')).toEqual(['expired', 'EXPIRED_TIME']);
    });
    wheel.row(barOf(2, [80]));
    expect(wheel.fills).toEqual([]);
  });

  it('day: is over with the session though no row ended with it; gtc beside it is not', () => {
    for (const begin of [24, 33]) {
      const wheel = realisticWheel(daily);
      wheel.row(hour(9, 100), () => {
        wheel.place({ limitPrice: 90, timeInForce: 'day' });
        wheel.place({ limitPrice: 85 });
        wheel.place({ limitPrice: 90, timeInForce: 'day', symbol: 'Y' });
      });
      wheel.row(hour(begin, 84));
      expect(wheel.fills.map(({ order }) => order)).toEqual(['0-2']);
      expect(wheel.stateOf('0-1')).toEqual(['expired', 'EXPIRED_TIME']);
    }
  });

  it('day: is over with the session for quotes too, before the next one is met', () => {
    for (const at of [DAY_MS, DAY_MS + 10]) {
      const wheel = realisticWheel(daily);
      wheel.row(quoteAt(10, [99, 100]), () => {
        wheel.place({ limitPrice: 90, timeInForce: 'day' });
        wheel.place({ limitPrice: 90 });
      });
      wheel.row(quoteAt(at, [79, 80]));
      expect(wheel.stateOf('0-1')).toEqual(['expired', 'EXPIRED_TIME']);
      expect(wheel.said('0-1').at(-1)?.facts).toEqual({ timeInForce: 'day' });
      expect(wheel.fills.map(({ order }) => order)).toEqual(['0-2']);
    }
  });

  it('day: fills to the last', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ limitPrice: 90, timeInForce: 'day' }));
    wheel.row(barOf(1, [100, 100, 89, 95]));
    expect(wheel.fills).toMatchObject([{ price: 90 }]);
  });

  it('gtc: works on', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ limitPrice: 90 }));
    for (let day = 1; day < 50; day += 1) wheel.row(barOf(day, [100]));
    wheel.row(barOf(50, [80]));
    expect(wheel.fills).toMatchObject([{ price: 80 }]);
  });

  it('gtd: ends at its instant; of a bar that holds the instant it may use the open', () => {
    const wheel = realisticWheel(daily);
    const expiresAt = 1.5 * DAY_MS;
    wheel.row(signal, () => {
      wheel.place({ limitPrice: 90, timeInForce: 'gtd', expiresAt });
      wheel.place({ timeInForce: 'gtd', expiresAt });
    });
    wheel.row(barOf(1, [100, 100, 80, 100]));
    expect(wheel.stateOf('0-1')).toEqual(['expired', 'EXPIRED_TIME']);
    expect(wheel.fills).toMatchObject([{ order: '0-2', price: 100 }]);
  });

  it('ioc: takes what there is and lets the rest go', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ quantity: 40, timeInForce: 'ioc' }));
    wheel.row(barOf(1, [100], { volume: 1_000 }));
    expect(wheel.fills).toMatchObject([{ quantity: 25, complete: false }]);
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_REMAINDER']);
    expect(wheel.said('0-1').at(-1)?.facts).toEqual({ remaining: 15 });
  });

  it('fok: all or nothing, at once', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ quantity: 40, timeInForce: 'fok' });
      wheel.place({ quantity: 20, timeInForce: 'fok' });
    });
    wheel.row(quoteAt(20, [99, 100], { askSize: 30 }));
    expect(wheel.fills).toMatchObject([{ order: '0-2', quantity: 20, complete: true }]);
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_REMAINDER']);
  });

  it('ioc: does not wait inside a bar', () => {
    const wheel = realisticWheel();
    wheel.row(signal, () => wheel.place({ limitPrice: 95, timeInForce: 'ioc' }));
    wheel.row(barOf(1, [100, 100, 90, 90]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['cancelled', 'CANCELLED_REMAINDER']);
  });

  it('open: waits for the first price of the next session', () => {
    const wheel = realisticWheel(daily);
    wheel.row(hour(9, 100), () => wheel.place({ timeInForce: 'open' }));
    wheel.row(hour(10, 101));
    expect(wheel.fills).toEqual([]);
    wheel.row(hour(33, 102));
    expect(wheel.fills).toMatchObject([{ price: 102, happenedAt: 33 * 3_600_000 }]);
  });

  it('open: counts a bar that begins at the close as one after it', () => {
    // The hours from 0 to 10; the close is still in, and yet the session that ends next is the next one.
    const closed = 10 * 3_600_000;
    const wheel = realisticWheel({
      inSession: (_, at) => at % DAY_MS <= closed,
      sessionEnd: (_, at) => Math.floor((at - closed) / DAY_MS) * DAY_MS + DAY_MS + closed,
    });
    wheel.row(hour(9, 100), () => wheel.place({ timeInForce: 'open' }));
    wheel.row(hour(10, 101));
    wheel.row(hour(24, 102));
    expect(wheel.fills.map(({ price }) => price)).toEqual([102]);
  });

  it('open: ends where the open does not fill it', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ limitPrice: 95, timeInForce: 'open' }));
    wheel.row(barOf(1, [100, 100, 90, 95]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['expired', 'EXPIRED_TIME']);
  });

  it('close: fills at the last price of the session', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ timeInForce: 'close' }));
    const session = barOf(1, [100, 110, 90, 105]);
    wheel.row(session);
    expect(wheel.fills).toMatchObject([{ price: 105, happenedAt: session.at }]);
  });

  it('close: waits for the last bar of the session, and for one that ends after it was sent', () => {
    const wheel = realisticWheel(daily);
    wheel.row(hour(21, 100), () => wheel.place({ timeInForce: 'close' }));
    wheel.row(hour(22, 101));
    expect(wheel.fills).toEqual([]);
    const last = hour(23, 102);
    wheel.now = last.at;
    wheel.place({ timeInForce: 'close' });
    wheel.row(last);
    expect(wheel.fills.map(({ order, price }) => [order, price])).toEqual([['0-1', 102]]);
  });

  it('close: is refused on quotes, where nobody knows which is the last', () => {
    const wheel = realisticWheel();
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({ timeInForce: 'close' }));
    wheel.row(quoteAt(20, [99, 100]));
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it('leaves an order of another symbol its row of the same instant', () => {
    const wheel = realisticWheel(daily);
    wheel.row(signal, () => wheel.place({ symbol: 'Y', limitPrice: 90, timeInForce: 'day' }));
    wheel.row(barOf(1, [100]));
    expect(wheel.stateOf('0-1')).toEqual(['working', null]);
    wheel.row(barOf(1, [80], { symbol: 'Y' }));
    expect(wheel.fills).toMatchObject([{ price: 80 }]);
  });
});
