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

  const money = fc.integer({ min: 0, max: 900 }).map((cents) => cents / 100);
  const halves = fc.array(fc.record({ units: fc.integer({ min: 1, max: 300 }), fee: money }), {
    maxLength: 5,
  });
  it('for a fee that is told late leaves trades and lots as if it had been told with its fill', () => {
    fc.assert(
      fc.property(halves, halves, fc.boolean(), fc.infiniteStream(fc.nat()), (buys, sells, early, dice) => {
        const legs = [
          ...buys.map((leg) => ({ ...leg, side: 'buy' }) as const),
          ...sells.map((leg) => ({ ...leg, side: 'sell' }) as const),
        ];
        const [late, once] = [account({ multiplier: 2 }), account({ multiplier: 2 })];
        const owed: (() => void)[] = [];
        const told = [true, false];
        for (const [index, { units, fee, side }] of legs.entries()) {
          for (const isOnce of told) {
            const { scribe } = isOnce ? once : late;
            const id = `1-${index + 1}`;
            const order = scribe.place({ ...wish, id, side, quantity: units });
            const execution = `E${index}`;
            const price = 20 + index;
            scribe.fill(order, { quantity: units, price, execution, commission: isOnce ? fee : 0 });
            if (!isOnce) owed.push(() => adjust(scribe, { reason: 'fee', money: -fee, execution }, id));
          }
          // Some are told soon, the others when all is over.
          if (early && (dice.next().value ?? 0) % 2 === 0) owed.pop()?.();
        }
        for (const tell of owed) tell();
        expect(late.view.balance('p')).toBeCloseTo(once.view.balance('p'), 8);
        const figures = ({ view, ledger }: ReturnType<typeof account>) => [
          ...ledger.closed.flatMap(({ quantity, commission, pnl, returnPct }) => [
            quantity,
            commission,
            pnl,
            returnPct,
          ]),
          ...view.lots('p').flatMap(({ quantity, commission }) => [quantity, commission]),
        ];
        const [own, right] = [figures(late), figures(once)];
        expect(own).toHaveLength(right.length);
        for (const [index, value] of own.entries()) expect(value).toBeCloseTo(right[index] ?? Number.NaN, 8);
      }),
    );
  });

  it('for a fee of units that were split since is the same money', () => {
    const { view, ledger, scribe } = account();
    scribe.fill(scribe.place(wish), { quantity: 100, price: 20, execution: 'E1' });
    const split = { action: 'split', value: 2, price: 10, happenedAt: 1, from: null } as const;
    scribe.write('action', split, { symbol: 'X' });
    scribe.fill(scribe.place({ ...wish, id: '1-2', side: 'sell' }), { quantity: 50, price: 11 });
    adjust(scribe, { reason: 'fee', money: -4, execution: 'E1' }, '1-1');
    expect(ledger.closed.map(({ pnl, commission }) => [pnl, commission])).toEqual([[49, 1]]);
    expect(view.lots('p').map(({ quantity, commission }) => [quantity, commission])).toEqual([[150, 3]]);
    expect(view.balance('p')).toBe(10_046);
  });

  it('for a fee of an execution that replaced another is of its order', () => {
    const { ledger, scribe } = account();
    scribe.fill(scribe.place(wish), { quantity: 100, price: 20, execution: 'E1', commission: 1 });
    scribe.fill(scribe.place({ ...wish, id: '1-2', side: 'sell' }), {
      quantity: 100,
      price: 21,
      execution: 'E2',
    });
    adjust(scribe, { reason: 'fee', money: -0.5, execution: 'E2-corrected' }, '1-2');
    expect(ledger.closed.map(({ pnl, commission }) => [pnl, commission])).toEqual([[98.5, 1.5]]);
    expect(ledger.closed[0]?.returnPct).toBeCloseTo((100 * 98.5) / 2_000, 10);
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
