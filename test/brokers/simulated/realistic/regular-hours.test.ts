import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { quoteAt, realisticWheel } from './realistic-wheel.js';

const DAY_MS = 86_400_000;

describe('an order for the open', () => {
  it('is filled by the first row of the session, not used up by one before it', () => {
    const wheel = realisticWheel({ inSession: (_, at) => at >= 30 });
    wheel.row(quoteAt(10, [99, 100]), () => wheel.place({ timeInForce: 'open' }));
    wheel.row(quoteAt(20, [89, 90]));
    expect(wheel.fills).toEqual([]);
    wheel.row(quoteAt(30, [101, 102]));
    expect(wheel.fills.map(({ price }) => price)).toEqual([102]);
  });
});

describe('regular hours', () => {
  it('are all that an order meets unless it says outsideRth', () => {
    // The session opens at 30.
    const wheel = realisticWheel({ inSession: (_, at) => at >= 30 });
    wheel.row(quoteAt(10, [99, 100]), () => {
      wheel.place({ quantity: 1 });
      wheel.place({ quantity: 2, outsideRth: true });
    });
    wheel.row(quoteAt(20, [97, 98]));
    expect(wheel.fills).toMatchObject([{ order: '0-2', price: 98 }]);
    wheel.row(quoteAt(30, [101, 102]));
    expect(wheel.fills).toMatchObject([{ order: '0-2' }, { order: '0-1', price: 102 }]);
  });

  it('end where a bar begins at the close', () => {
    // The day's session is its first half; a bar from the second day on begins at a close of this calendar.
    const wheel = realisticWheel({ inSession: (_, at) => at <= DAY_MS || at > 2 * DAY_MS });
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    wheel.row(barOf(1, [90]));
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(2, [80]));
    expect(wheel.fills).toMatchObject([{ price: 80 }]);
  });
});
