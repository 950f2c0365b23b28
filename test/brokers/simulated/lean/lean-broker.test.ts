import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import type { SmallWheel } from '../small-wheel.js';
import { DAY, hours, leanWheel, MINUTE, minuteOf } from './lean-wheel.js';

const flat = (price: number) => ({ open: price, high: price, low: price, close: price });

describe('a market order under the rules of LEAN', () => {
  it('fills at the next open on daily bars, with its whole fee', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 600 }));
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(1, [101, 102, 99, 100]));
    expect(wheel.fills).toMatchObject([
      { quantity: 600, price: 101, commission: 3, happenedAt: DAY, bar: 'current', complete: true },
    ]);
  });

  it('fills at once on minutes: at the close it was sent at, booked with the next row', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(0, [100, 103, 99, 102]), () => wheel.place({ quantity: 10 }));
    expect(wheel.fills).toEqual([]);
    wheel.row(minuteOf(1, [105]));
    expect(wheel.fills).toMatchObject([{ price: 102, commission: 1, happenedAt: MINUTE, bar: 'previous' }]);
  });

  it('buys at the ask and sells at the bid of a bar made from quotes', () => {
    const wheel = leanWheel({ ...hours });
    const quoted = { bid: flat(99.5), ask: flat(100.5) };
    wheel.row(minuteOf(0, [100], quoted), () => {
      wheel.place({ quantity: 10 });
      wheel.place({ side: 'sell', quantity: 4 });
    });
    wheel.row(minuteOf(1, [105], quoted));
    expect(wheel.fills.map(({ price }) => price)).toEqual([100.5, 99.5]);
  });

  it('takes the close of the bar that ends with it, though another symbol was first', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(0, [50], { symbol: 'Y' }));
    wheel.row(minuteOf(0, [100]));
    wheel.row(minuteOf(1, [101]), () => wheel.place({ symbol: 'Y', quantity: 10 }));
    wheel.row(minuteOf(1, [55], { symbol: 'Y' }));
    expect(wheel.fills).toEqual([]);
    wheel.row(minuteOf(2, [102]));
    expect(wheel.fills).toMatchObject([{ price: 55, happenedAt: 2 * MINUTE }]);
  });

  it('waits for the next open when it is sent at the close', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(9, [100]), () => wheel.place({ quantity: 10 }));
    wheel.row(minuteOf(10, [90]));
    expect(wheel.fills).toEqual([]);
    wheel.row(minuteOf(DAY / MINUTE, [97, 98, 96, 97]));
    expect(wheel.fills).toMatchObject([{ price: 97, happenedAt: DAY, bar: 'current' }]);
  });

  it('fills at once around the clock in forex, on daily bars too', () => {
    const wheel = leanWheel({ instrument: { assetClass: 'forex' } });
    wheel.row(barOf(0, [1.1]), () => wheel.place({ quantity: 1_000 }));
    wheel.row(barOf(1, [1.2]));
    expect(wheel.fills).toMatchObject([{ price: 1.1, commission: 2 }]);
  });

  it('has filled already when it is taken back or changed', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(0, [100]), () => {
      const [order] = wheel.place({ quantity: 10 });
      wheel.cancel(order);
      wheel.command({ kind: 'amend', order, change: { quantity: 5 } });
    });
    const notices = wheel.answers.filter((answer) => answer.kind === 'notice');
    expect(notices.map(({ code, facts }) => [code, facts.change])).toEqual([
      ['CHANGE_TOO_LATE', 'cancel'],
      ['CHANGE_TOO_LATE', 'amend'],
    ]);
    wheel.row(minuteOf(1, [105]));
    expect(wheel.fills).toMatchObject([{ quantity: 10, price: 100 }]);
  });
});

describe('an order for the open or the close', () => {
  it('for the open skips the session it was sent in', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(0, [100]), () => wheel.place({ timeInForce: 'open' }));
    wheel.row(minuteOf(1, [101]));
    wheel.row(minuteOf(DAY / MINUTE, [97]));
    expect(wheel.fills).toMatchObject([{ price: 97, happenedAt: DAY }]);
  });

  it('for the close fills at the last price of the session', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ timeInForce: 'close' }));
    wheel.row(barOf(1, [101, 104, 100, 103]));
    expect(wheel.fills).toEqual([]);
    const daily = leanWheel({ sessionEnd: (_, at) => Math.floor(at / DAY) * DAY + DAY });
    daily.row(barOf(0, [100]), () => daily.place({ timeInForce: 'close' }));
    daily.row(barOf(1, [101, 104, 100, 103]));
    expect(daily.fills).toMatchObject([{ price: 103, happenedAt: 2 * DAY }]);
  });

  it('for the close is refused when the close is near', () => {
    const wheel = leanWheel({ ...hours });
    wheel.row(minuteOf(0, [100]));
    const [order] = wheel.place({ timeInForce: 'close' });
    expect(wheel.stateOf(order)).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });
});

describe('limit and stop orders on shares', () => {
  const priced = (wish: Parameters<SmallWheel['place']>[0], bar: Parameters<typeof barOf>[1]) => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 10, ...wish }));
    wheel.row(barOf(1, bar));
    const [fill] = wheel.fills;
    return fill && [fill.price, fill.happenedAt === DAY ? 'open' : 'end'];
  };
  const limit = (limitPrice: number, side: 'buy' | 'sell' = 'buy') => ({
    type: 'limit' as const,
    limitPrice,
    side,
  });
  const stop = (stopPrice: number, side: 'buy' | 'sell' = 'buy') => ({
    type: 'stop' as const,
    stopPrice,
    side,
  });

  it.each([
    ['traded through', limit(99), [100, 101, 98, 100], [99, 'end']],
    ['touched', limit(99), [100, 101, 99, 100], undefined],
    ['opened beyond', limit(99), [97, 98, 96, 97], [97, 'open']],
    ['of a seller traded through', limit(102, 'sell'), [100, 103, 99, 100], [102, 'end']],
    ['of a seller opened beyond', limit(102, 'sell'), [104, 105, 103, 104], [104, 'open']],
  ] as const)('a limit %s', (_, wish, bar, expected) => {
    expect(priced(wish, bar)).toEqual(expected);
  });

  it.each([
    ['touched', stop(103), [100, 103, 99, 100], [103, 'end']],
    ['not reached', stop(103), [100, 102, 99, 100], undefined],
    ['opened beyond', stop(103), [105, 106, 104, 105], [105, 'open']],
    ['of a seller touched', stop(97, 'sell'), [100, 101, 97, 99], [97, 'end']],
    ['of a seller opened beyond', stop(97, 'sell'), [95, 96, 94, 95], [95, 'open']],
  ] as const)('a stop %s', (_, wish, bar, expected) => {
    expect(priced(wish, bar)).toEqual(expected);
  });

  it('fill at the limit, or at the far end of the bar, once the stop was passed and a close is within', () => {
    const wheel = leanWheel();
    const wish = { type: 'stop-limit', stopPrice: 103, limitPrice: 104, quantity: 10 } as const;
    wheel.row(barOf(0, [100]), () => wheel.place(wish));
    wheel.row(barOf(1, [100, 106, 99, 105]));
    expect(wheel.said('0-1').at(-1)).toMatchObject({ state: 'working', code: 'STOP_TRIGGERED' });
    wheel.row(barOf(2, [102, 102.5, 99, 101]));
    expect(wheel.fills).toMatchObject([{ price: 102.5, happenedAt: 3 * DAY }]);
  });

  it('do not use a bar that began before they were sent', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    wheel.now = 1.5 * DAY;
    wheel.place({ ...limit(99), quantity: 10 });
    wheel.row(barOf(1, [100, 101, 90, 100]));
    expect(wheel.fills).toEqual([]);
    wheel.row(barOf(2, [100, 101, 90, 100]));
    expect(wheel.fills).toHaveLength(1);
  });

  it('end with the day before its last bar fills them, or at an instant', () => {
    const wheel = leanWheel({ sessionEnd: (_, at) => Math.floor(at / DAY) * DAY + DAY });
    let ids: readonly string[] = [];
    wheel.row(barOf(0, [100]), () => {
      const [day] = wheel.place({ ...limit(99), timeInForce: 'day' });
      const [until] = wheel.place({ ...limit(90), timeInForce: 'gtd', expiresAt: 3 * DAY });
      ids = [day, until];
    });
    wheel.row(barOf(1, [100, 101, 98, 100]));
    wheel.row(barOf(2, [100, 101, 80, 100]));
    expect(ids.map((id) => wheel.stateOf(id))).toEqual([
      ['expired', 'EXPIRED_TIME'],
      ['expired', 'EXPIRED_TIME'],
    ]);
  });
});

describe('limit and stop orders on anything else', () => {
  const sides = {
    bid: { open: 1.0, high: 1.02, low: 0.98, close: 0.99 },
    ask: { open: 1.01, high: 1.03, low: 0.99, close: 1.0 },
  };
  it.each([
    ['a limit at itself', { type: 'limit', limitPrice: 1.0 }, 1.0],
    ['a limit at the bar’s far end', { type: 'limit', limitPrice: 1.5 }, 1.03],
    ['a stop at itself', { type: 'stop', stopPrice: 1.02 }, 1.02],
    ['a stop at the close', { type: 'stop', stopPrice: 0.9 }, 1.0],
    ['a seller’s limit', { side: 'sell', type: 'limit', limitPrice: 1.01 }, 1.01],
    ['a seller’s stop', { side: 'sell', type: 'stop', stopPrice: 0.985 }, 0.985],
  ] as const)('fill %s, on their own side', (_, wish, price) => {
    const wheel = leanWheel({ instrument: { assetClass: 'forex' } });
    wheel.row(barOf(0, [1]), () => wheel.place({ quantity: 1_000, ...wish }));
    wheel.row(barOf(1, [1.005, 1.025, 0.985, 0.995], sides));
    expect(wheel.fills).toMatchObject([{ price, happenedAt: 2 * DAY }]);
  });
});

describe('buying power under the rules of LEAN', () => {
  it('is twice the equity, less the fee', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [much] = wheel.place({ quantity: 2_000 });
    expect(wheel.stateOf(much)).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    // 1,999 at a half need 99,950 and a fee of 9.995.
    const [enough] = wheel.place({ quantity: 1_999 });
    expect(wheel.stateOf(enough)[0]).toBe('working');
  });

  it('is asked again when a bar comes, at its close', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 1_900 }));
    wheel.row(barOf(1, [100, 200, 100, 200]));
    expect(wheel.fills).toEqual([]);
    expect(wheel.stateOf('0-1')).toEqual(['rejected', 'BUYING_POWER_SHORT']);
  });

  it('lets a holding be closed always, and turned around by what it ties up twice', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 1_990 }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ side: 'sell', quantity: 1_990 });
      wheel.place({ side: 'sell', quantity: 1_990 });
    });
    const [tooFar] = wheel.place({ side: 'sell', quantity: 3_990 });
    expect(wheel.stateOf(tooFar)).toEqual(['rejected', 'BUYING_POWER_SHORT']);
    wheel.row(barOf(2, [100]));
    expect(wheel.portfolio.position('p', 'X')).toBe(-1_990);
  });
});

describe('what the rules of LEAN cannot do', () => {
  it.each([
    ['a fraction', { quantity: null, fraction: 0.5 }],
    ['ioc', { timeInForce: 'ioc' }],
    ['fok', { timeInForce: 'fok' }],
    ['a limit for the open', { type: 'limit', limitPrice: 99, timeInForce: 'open' }],
    ['a lot', { lot: '1', reduceOnly: true }],
    ['oco', { oco: 'group' }],
    ['reduceOnly', { reduceOnly: true }],
    ['parts of a lot', { quantity: 1.5 }],
  ] as const)('is refused: %s', (_, wish) => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [order] = wheel.place({ ...wish, role: 'submit' });
    expect(wheel.stateOf(order)).toEqual(['rejected', 'RULES_UNSUPPORTED']);
  });

  it('is refused with all its children: a bracket', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const ids = wheel.place({}, { type: 'stop', stopPrice: 90, role: 'stop-loss' });
    expect(ids.map((id) => wheel.stateOf(id))).toEqual(ids.map(() => ['rejected', 'RULES_UNSUPPORTED']));
  });

  it('has no price for an order before the first bar', () => {
    const wheel = leanWheel();
    const [order] = wheel.place({});
    expect(wheel.stateOf(order)).toEqual(['rejected', 'PRICE_UNKNOWN']);
  });
});

describe('commands under the rules of LEAN', () => {
  it('take an order back, or change it', () => {
    const wheel = leanWheel();
    let ids: readonly string[] = [];
    wheel.row(barOf(0, [100]), () => {
      const [one] = wheel.place({ type: 'limit', limitPrice: 90 });
      const [two] = wheel.place({ type: 'limit', limitPrice: 90 });
      ids = [one, two];
      wheel.cancel(one);
      wheel.command({ kind: 'amend', order: two, change: { limitPrice: 99 } });
    });
    wheel.row(barOf(1, [100, 100, 98, 100]));
    expect(ids.map((id) => wheel.stateOf(id)[0])).toEqual(['cancelled', 'filled']);
    expect(wheel.fills).toMatchObject([{ price: 99 }]);
  });
});
