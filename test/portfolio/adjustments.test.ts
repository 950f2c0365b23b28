import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdjustmentBody } from '../../src/domain/adjustment-body.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { tradeFold } from '../../src/portfolio/trades-of.js';
import { Scribe } from './entries.js';

const account = (instrument: Partial<Instrument> = {}) => {
  const none = () => undefined;
  const { view, fold, tally } = createPortfolio({ last: none, bid: none, ask: none }, 100);
  const trades = tradeFold();
  const scribe = new Scribe((entry) => {
    fold(entry);
    trades.add(entry);
  });
  const closed = () => trades.trades().closed;
  scribe.begin({ p: 10_000 }, { X: instrument });
  const counted = () => [tally?.count, tally?.won];
  return { view, closed, counted, scribe };
};

const adjust = (scribe: Scribe, body: Partial<AdjustmentBody>, order: string | null = null): void => {
  const nothing = { quantity: 0, price: 0, money: 0, execution: null, who: null, happenedAt: 1 };
  const plain = { ...nothing, reason: 'correction', order, currency: 'USD', why: 'told so' } as const;
  scribe.write('adjustment', { ...plain, ...body }, { pipeline: 'p', symbol: 'X' });
};

const wish = { id: '1-1', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 100 } as const;

/** Every number by which a trade or a lot is known, and the money. */
const figuresOf = ({ view, closed }: ReturnType<typeof account>): readonly number[] => [
  view.balance('p'),
  view.cash()['USD'] ?? Number.NaN,
  ...closed().flatMap((trade) => [
    trade.quantity,
    trade.entryPrice,
    trade.exitPrice,
    trade.commission,
    trade.pnl,
    trade.returnPct,
  ]),
  ...view.lots('p').flatMap(({ quantity, commission, entryPrice }) => [quantity, commission, entryPrice]),
];

describe('an adjustment', () => {
  it('of money is realised at once, and no trade has a part of it', () => {
    const { view, closed, scribe } = account();
    adjust(scribe, { reason: 'fee', money: -1.25 });
    expect(view.balance('p')).toBe(9_998.75);
    expect(view.cash()).toEqual({ USD: 9_998.75 });
    expect(closed()).toEqual([]);
  });

  const prices = fc.integer({ min: 1, max: 400 }).map((ticks) => ticks / 4);
  const cents = fc.integer({ min: 0, max: 900 }).map((count) => count / 100);
  const leg = fc.record({
    side: fc.constantFrom('buy', 'sell'),
    units: fc.integer({ min: 1, max: 300 }),
    price: prices,
    fee: cents,
    /** By how much its price was told wrong at first. */
    off: fc.integer({ min: 0, max: 3 }).map((ticks) => ticks / 4),
    /** What is not told soon is told when all is over. */
    isSoon: fc.boolean(),
  });
  it.each([
    ['cash', 'a fee', { hasFee: true, isWrong: false }],
    ['cash', 'a price', { hasFee: false, isWrong: true }],
    ['daily', 'a price', { hasFee: false, isWrong: true }],
    ['daily', 'both', { hasFee: true, isWrong: true }],
  ] as const)(
    'leaves trades and lots as if what came late had come at once (%s, %s)',
    (settlement, _what, late) => {
      fc.assert(
        fc.property(fc.array(leg, { maxLength: 8 }), (legs) => {
          const [told, right] = [
            account({ multiplier: 2, settlement }),
            account({ multiplier: 2, settlement }),
          ];
          const owed: (() => void)[] = [];
          for (const [index, { side, units, price, fee, off, isSoon }] of legs.entries()) {
            const order = { ...wish, id: `1-${index + 1}`, side, quantity: units };
            const execution = `E${index}`;
            const [commission, wrong] = [late.hasFee ? fee : 0, late.isWrong ? price + off : price];
            const fill = { quantity: units, execution, commission: 0 };
            right.scribe.fill(right.scribe.place(order), { ...fill, price, commission });
            told.scribe.fill(told.scribe.place(order), { ...fill, price: wrong });
            const money = (side === 'buy' ? -1 : 1) * units * (price - wrong) * 2;
            const tell = (): void => {
              adjust(told.scribe, { reason: 'fee', money: -commission, execution }, order.id);
              adjust(told.scribe, { money, execution }, order.id);
            };
            if (isSoon) tell();
            else owed.push(tell);
          }
          for (const tell of owed) tell();
          const won = told.closed().filter(({ pnl }) => pnl > 0).length;
          expect(told.counted()).toEqual([told.closed().length, won]);
          const [own, due] = [figuresOf(told), figuresOf(right)];
          expect(own).toHaveLength(due.length);
          for (const [index, value] of own.entries()) expect(value).toBeCloseTo(due[index] ?? Number.NaN, 6);
        }),
      );
    },
  );

  it('for a fee of units that were split since is the same money', () => {
    const { view, closed, scribe } = account();
    scribe.fill(scribe.place(wish), { quantity: 100, price: 20, execution: 'E1' });
    const split = { action: 'split', value: 2, price: 10, happenedAt: 1, from: null } as const;
    scribe.write('action', split, { symbol: 'X' });
    scribe.fill(scribe.place({ ...wish, id: '1-2', side: 'sell' }), { quantity: 50, price: 11 });
    adjust(scribe, { reason: 'fee', money: -4, execution: 'E1' }, '1-1');
    expect(closed().map(({ pnl, commission }) => [pnl, commission])).toEqual([[49, 1]]);
    expect(view.lots('p').map(({ quantity, commission }) => [quantity, commission])).toEqual([[150, 3]]);
    expect(view.balance('p')).toBe(10_046);
  });

  it('for a fee of an execution that replaced another is of its order', () => {
    const { closed, scribe } = account();
    scribe.fill(scribe.place(wish), { quantity: 100, price: 20, execution: 'E1', commission: 1 });
    scribe.fill(scribe.place({ ...wish, id: '1-2', side: 'sell' }), {
      quantity: 100,
      price: 21,
      execution: 'E2',
    });
    adjust(scribe, { reason: 'fee', money: -0.5, execution: 'E2-corrected' }, '1-2');
    expect(closed().map(({ pnl, commission }) => [pnl, commission])).toEqual([[98.5, 1.5]]);
    expect(closed()[0]?.returnPct).toBeCloseTo((100 * 98.5) / 2_000, 10);
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
  it.each([
    ['cash', 'E1'],
    ['daily', 'E1'],
    ['cash', 'another'],
    ['daily', 'another'],
  ] as const)('leaves a corrected account as one told right (%s, of %s)', (settlement, execution) => {
    fc.assert(
      fc.property(sizes, prices, sizes, prices, prices, (was, at, is, for_, out) => {
        const corrected = account({ settlement, multiplier: 2 });
        const order = corrected.scribe.place({ ...wish, quantity: was });
        corrected.scribe.fill(order, { quantity: was, price: at, execution: 'E1' });
        // The difference in units at the new price, and what the old ones were booked wrong by.
        const money = -was * (for_ - at) * 2;
        adjust(corrected.scribe, { quantity: is - was, price: for_, money, execution }, '1-1');
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
