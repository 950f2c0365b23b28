import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { DAY, hours, leanWheel, MINUTE, minuteOf } from './lean-wheel.js';

describe('the bar that an order meets under the rules of LEAN', () => {
  it('is one of its own symbol', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    wheel.row(barOf(0, [100], { symbol: 'Y' }), () => {
      wheel.place({ symbol: 'Y', limitPrice: 90 });
      wheel.place({ symbol: 'Y' });
    });
    wheel.row(barOf(1, [50]));
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(1, [80], { symbol: 'Y' }));
    expect(wheel.fills).toHaveLength(2);
  });

  it('at once is the newest that was over when the order was made, however late it comes', () => {
    const wheel = leanWheel(hours);
    wheel.row(minuteOf(0, [100]));
    wheel.row(minuteOf(1, [101]), () => wheel.place({ at: MINUTE }));
    wheel.row(minuteOf(2, [102]));
    expect(wheel.fills).toMatchObject([{ price: 100, happenedAt: MINUTE }]);
  });

  it('outside the hours is met by limits alone that may do without them', () => {
    const wheel = leanWheel(hours);
    const places = () => {
      for (const outsideRth of [true, false]) {
        wheel.place({ limitPrice: 99, outsideRth });
        wheel.place({ stopPrice: 99, limitPrice: 99.5, outsideRth, side: 'sell' });
        wheel.place({ stopPrice: 99, outsideRth, side: 'sell' });
      }
    };
    wheel.row(minuteOf(0, [100]), places);
    wheel.row(minuteOf(20, [100, 102, 97, 97.5]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1']);
    wheel.row(minuteOf(21, [97, 100, 97, 100]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1', '0-2']);
    wheel.row(minuteOf(DAY / MINUTE, [98]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1', '0-2', '0-3', '0-4', '0-6']);
  });

  it('may be of any later session, unless the order is for the day or until an instant', () => {
    const wheel = leanWheel({ sessionEnd: (_, at) => Math.floor(at / DAY) * DAY + DAY });
    wheel.row(barOf(0, [100]), () => {
      wheel.place({ limitPrice: 90 });
      wheel.place({ limitPrice: 90, timeInForce: 'day' });
      wheel.place({ limitPrice: 90, timeInForce: 'gtd', expiresAt: 3 * DAY });
      wheel.place({ limitPrice: 90, timeInForce: 'gtd', expiresAt: 5 * DAY });
    });
    for (const day of [1, 2]) wheel.row(barOf(day, [100]));
    wheel.row(barOf(3, [80]));
    expect(wheel.fills.map(({ order }) => order)).toEqual(['0-1', '0-4']);
  });

  it.each(['forex', 'crypto'] as const)('is the newest one for %s, which trades around the clock', (kind) => {
    const wheel = leanWheel({ instrument: { assetClass: kind } });
    wheel.row(barOf(0, [1.1]), () => wheel.place({ quantity: 1_000 }));
    wheel.row(barOf(1, [1.2]));
    expect(wheel.fills).toMatchObject([{ price: 1.1 }]);
  });
});

describe('a limit or a stop of forex', () => {
  const filled = (wish: object, prices: Parameters<typeof barOf>[1]) => {
    const wheel = leanWheel({ instrument: { assetClass: 'forex' } });
    wheel.row(barOf(0, [1]), () => wheel.place({ quantity: 1_000, ...wish }));
    wheel.row(barOf(1, prices));
    return wheel.fills.map(({ price, happenedAt }) => [price, happenedAt / DAY]);
  };
  const sells = { side: 'sell' } as const;

  it.each([
    ['a limit', { limitPrice: 0.9 }, [1, 1.1, 0.9, 1]],
    ['a stop', { stopPrice: 1.1 }, [1, 1.1, 0.9, 1]],
    ['a seller’s limit', { ...sells, limitPrice: 1.1 }, [1, 1.1, 0.9, 1]],
    ['a seller’s stop', { ...sells, stopPrice: 0.9 }, [1, 1.1, 0.9, 1]],
    ['a stop-limit', { stopPrice: 1.1, limitPrice: 1.2 }, [1, 1.1, 0.9, 1]],
    ['a stop-limit beyond its limit', { stopPrice: 1.1, limitPrice: 1.2 }, [1, 1.3, 0.9, 1.2]],
  ] as const)('is not met where the bar only touches it: %s', (_, wish, prices) => {
    expect(filled(wish, prices)).toEqual([]);
  });

  it.each([
    ['a stop-limit', { stopPrice: 1.1, limitPrice: 1.2 }, [1, 1.15, 1, 1.12], 1.15],
    ['a stop-limit at its limit', { stopPrice: 1.1, limitPrice: 1.2 }, [1, 1.3, 1, 1.12], 1.2],
    ['a seller’s', { ...sells, stopPrice: 0.9, limitPrice: 0.8 }, [1, 1, 0.85, 0.88], 0.85],
    ['a seller’s at its limit', { ...sells, stopPrice: 0.9, limitPrice: 0.8 }, [1, 1, 0.7, 0.88], 0.8],
  ] as const)('fills at the limit or at the far end of the bar: %s', (_, wish, prices, price) => {
    expect(filled(wish, prices)).toEqual([[price, 2]]);
  });
});
