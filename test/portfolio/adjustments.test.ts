import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdjustmentBody } from '../../src/domain/adjustment-body.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { Scribe } from './entries.js';

const account = (instrument: Partial<Instrument> = {}) => {
  const none = () => undefined;
  const { view, fold, ledger } = createPortfolio({ last: none, bid: none, ask: none });
  const scribe = new Scribe(fold);
  scribe.begin({ p: 10_000 }, { X: instrument });
  return { view, ledger, scribe };
};

const adjust = (scribe: Scribe, body: Partial<AdjustmentBody>, order: string | null = null): void => {
  const nothing = { quantity: 0, price: 0, money: 0, execution: null, who: null, happenedAt: 1 };
  const plain = { ...nothing, reason: 'correction', order, currency: 'USD', why: 'told so' } as const;
  scribe.write('adjustment', { ...plain, ...body }, { pipeline: 'p', symbol: 'X' });
};

const wish = { id: '1-1', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 100 } as const;

describe('an adjustment', () => {
  it('of money is realised at once, and no trade has a part of it', () => {
    const { view, ledger, scribe } = account();
    adjust(scribe, { reason: 'fee', money: -1.25 });
    expect(view.balance('p')).toBe(9_998.75);
    expect(view.cash()).toEqual({ USD: 9_998.75 });
    expect(ledger.closed).toEqual([]);
  });

  it('of units opens and closes lots at its price', () => {
    const { view, scribe } = account();
    adjust(scribe, { reason: 'accepted', quantity: 30, price: 20 });
    expect(view.position('p', 'X')).toBe(30);
    expect(view.cash()).toEqual({ USD: 9_400 });
    adjust(scribe, { reason: 'accepted', quantity: -50, price: 21 });
    expect(view.position('p', 'X')).toBe(-20);
    expect(view.balance('p')).toBe(10_030);
  });

  it('moves what of its order has filled, and fills it up', () => {
    const { view, scribe } = account();
    const order = scribe.place(wish);
    scribe.fill(order, { quantity: 40, price: 20, complete: false });
    adjust(scribe, { quantity: -10, price: 20 }, '1-1');
    expect(view.order('1-1')).toMatchObject({ state: 'partial', filled: 30 });
    adjust(scribe, { quantity: 70, price: 20 }, '1-1');
    expect(view.order('1-1')).toMatchObject({ state: 'filled', filled: 100 });
    adjust(scribe, { quantity: -5, price: 20 }, '1-1');
    expect(view.order('1-1')).toMatchObject({ state: 'filled', filled: 95 });
  });

  const sizes = fc.integer({ min: 1, max: 500 });
  const prices = fc.integer({ min: 1, max: 400 }).map((ticks) => ticks / 4);
  it.each(['cash', 'daily'] as const)('leaves a corrected account as one told right (%s)', (settlement) => {
    fc.assert(
      fc.property(sizes, prices, sizes, prices, prices, (was, at, is, for_, out) => {
        const corrected = account({ settlement, multiplier: 2 });
        const order = corrected.scribe.place({ ...wish, quantity: was });
        corrected.scribe.fill(order, { quantity: was, price: at });
        // The difference in units at the new price, and what the old ones were booked wrong by.
        const money = -was * (for_ - at) * 2;
        adjust(corrected.scribe, { quantity: is - was, price: for_, money }, '1-1');
        const right = account({ settlement, multiplier: 2 });
        right.scribe.fill(right.scribe.place({ ...wish, quantity: is }), { quantity: is, price: for_ });
        for (const { scribe } of [corrected, right]) {
          const exit = scribe.place({ ...wish, id: '1-2', side: 'sell', quantity: is });
          scribe.fill(exit, { quantity: is, price: out });
        }
        expect(corrected.view.position('p', 'X')).toBe(0);
        expect(corrected.view.balance('p')).toBeCloseTo(right.view.balance('p'), 6);
        expect(corrected.view.cash()['USD']).toBeCloseTo(right.view.cash()['USD'] ?? Number.NaN, 6);
      }),
    );
  });

  it('leaves an order ended that is filled after its end', () => {
    const { view, scribe } = account();
    const order = scribe.place(wish);
    const said = { order: '1-1', key: '1-1', code: null, facts: {}, change: null } as const;
    scribe.write('order', { ...said, state: 'cancelled' }, order);
    scribe.fill(order, { quantity: 40, price: 20, complete: false });
    expect(view.order('1-1')).toMatchObject({ state: 'cancelled', filled: 40 });
    expect(view.liveOrders('p')).toEqual([]);
    expect(view.position('p', 'X')).toBe(40);
  });
});
