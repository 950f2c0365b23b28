import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { hours, hoursOf, leanWheel, MINUTE, minuteOf } from './lean-wheel.js';

const resting = (limitPrice: number) => ({ type: 'limit', limitPrice }) as const;

describe('what the rules of LEAN refuse', () => {
  it.each([
    ['fraction', { quantity: null, fraction: 0.5 }],
    ['time in force ioc', { timeInForce: 'ioc' }],
    ['time in force fok', { timeInForce: 'fok' }],
    ['time in force open of a limit', { ...resting(99), timeInForce: 'open' }],
    ['time in force close of a stop', { type: 'stop', stopPrice: 99, timeInForce: 'close' }],
    ['lot', { lot: '1' }],
    ['oco', { oco: 'group' }],
    ['reduceOnly', { reduceOnly: true }],
    ['parts of a lot: 1.5', { quantity: 1.5 }],
  ] as const)('is named: %s', (what, wish) => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [order] = wheel.place(wish);
    expect(wheel.said(order)).toMatchObject([{ state: 'rejected', code: 'RULES_UNSUPPORTED' }]);
    expect(wheel.said(order)[0]?.facts).toEqual({ rules: 'lean', what: expect.stringContaining(what) });
  });

  it('is not what the engine sends to make a holding smaller', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 5 }));
    wheel.row(barOf(1, [100]), () => {
      wheel.place({ side: 'sell', quantity: 5, role: 'close', reduceOnly: true });
    });
    wheel.row(barOf(2, [100]));
    expect(wheel.portfolio.position('p', 'X')).toBe(0);
  });

  it('is no whole number of lots that only float64 makes a part of one', () => {
    // 1234567.91 / 0.01 is 123456790.99999999.
    const wheel = leanWheel({ instrument: { assetClass: 'forex', lotSize: 0.01 } });
    wheel.row(barOf(0, [0.01]));
    const [order] = wheel.place({ quantity: 1_234_567.91 });
    expect(wheel.stateOf(order)).toEqual(['working', null]);
  });

  it('is an order for the close from 15.5 minutes before it on', () => {
    const wheel = leanWheel(hoursOf(60));
    const at = (now: number) => {
      wheel.now = now;
      return wheel.stateOf(wheel.place({ timeInForce: 'close' })[0])[0];
    };
    wheel.row(minuteOf(0, [100]));
    expect([at(44 * MINUTE), at(44.5 * MINUTE), at(44.6 * MINUTE)]).toEqual([
      'working',
      'working',
      'rejected',
    ]);
  });
});

describe('what an order under the rules of LEAN is told', () => {
  it('of a request: that it was done, and to that order alone', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [first, second, third] = [80, 81, 82].map((price) => wheel.place(resting(price))[0]);
    if (!first || !second || !third) throw new Error('three orders were placed');
    wheel.command({ kind: 'amend', order: second, change: { limitPrice: 90, quantity: 3 } });
    expect(wheel.said(second).at(-1)).toMatchObject({
      state: 'working',
      code: 'AMENDED',
      facts: { limitPrice: 90, quantity: 3 },
      change: { limitPrice: 90, quantity: 3 },
    });
    wheel.cancel(third);
    expect(wheel.said(third).at(-1)).toMatchObject({
      state: 'cancelled',
      code: 'CANCELLED_BY_REQUEST',
      facts: {},
    });
    expect(wheel.said(first)).toHaveLength(1);
    wheel.row(barOf(1, [100, 100, 79, 100]));
    expect(wheel.fills).toMatchObject([
      { order: first, price: 80 },
      { order: second, price: 90, quantity: 3 },
    ]);
  });

  it('of a request beside one that has filled at once', () => {
    const wheel = leanWheel(hours);
    wheel.row(minuteOf(0, [100]));
    wheel.place({});
    const [amended] = wheel.place(resting(90));
    const [cancelled] = wheel.place(resting(90));
    wheel.command({ kind: 'amend', order: amended, change: { limitPrice: 91 } });
    wheel.cancel(cancelled);
    expect([wheel.stateOf(amended), wheel.stateOf(cancelled)]).toEqual([
      ['working', 'AMENDED'],
      ['cancelled', 'CANCELLED_BY_REQUEST'],
    ]);
  });

  it('nothing more, once it is over', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [order] = wheel.place(resting(90));
    wheel.cancel(order);
    const before = wheel.answers.length;
    wheel.cancel(order);
    wheel.command({ kind: 'amend', order, change: { limitPrice: 91 } });
    expect(wheel.answers).toHaveLength(before);
  });

  it('of its end: which time in force was over', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [order] = wheel.place({ ...resting(50), timeInForce: 'gtd', expiresAt: barOf(1, [1]).at });
    wheel.row(barOf(1, [100]));
    expect(wheel.said(order).at(-1)?.facts).toEqual({ timeInForce: 'gtd' });
  });

  it('of its stop: once, and not where it fills with it', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]));
    const [waits] = wheel.place({ type: 'stop-limit', stopPrice: 103, limitPrice: 101 });
    const [fills] = wheel.place({ type: 'stop-limit', stopPrice: 103, limitPrice: 110 });
    for (const day of [1, 2, 3]) wheel.row(barOf(day, [104, 106, 103.5, 105]));
    const told = (order: string) => wheel.said(order).map(({ code, facts }) => [code, facts]);
    expect(told(waits)).toEqual([
      [null, {}],
      ['STOP_TRIGGERED', { stopPrice: 103 }],
    ]);
    expect(told(fills)).toEqual([[null, {}]]);
  });

  it('of its fill: whole, of the position as one thing', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 3 }));
    wheel.row(barOf(1, [100]));
    expect(wheel.fills).toMatchObject([{ effect: 'net', lot: null, entryCommission: null, complete: true }]);
  });
});
