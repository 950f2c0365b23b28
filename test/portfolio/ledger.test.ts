import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instrument } from '../../src/domain/instrument.js';
import type { Side } from '../../src/domain/order.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { tradeFold } from '../../src/portfolio/trades-of.js';
import { Scribe } from './entries.js';

/** One account of 10,000 that fills what it is told. */
const account = (instrument: Partial<Instrument> = {}) => {
  const prices = new Map<string, { last: number; bid?: number; ask?: number }>();
  const { view, fold } = createPortfolio({
    last: (symbol) => prices.get(symbol)?.last,
    bid: (symbol) => prices.get(symbol)?.bid,
    ask: (symbol) => prices.get(symbol)?.ask,
  });
  const trades = tradeFold();
  const scribe = new Scribe((entry) => {
    fold(entry);
    trades.add(entry);
  });
  const closed = () => trades.trades().closed;
  scribe.begin({ p: 10_000, q: 5_000 }, { X: instrument, Y: instrument });
  let n = 0;
  const trade = (
    side: Side,
    quantity: number,
    price: number,
    more: Parameters<Scribe['fill']>[1] | object = {},
  ) => {
    n += 1;
    const order = scribe.place({
      id: `1-${n}`,
      pipeline: 'p',
      symbol: 'X',
      side,
      quantity,
      because: `reason ${n}`,
    });
    return scribe.fill(order, { quantity, price, ...more });
  };
  return { view, closed, scribe, prices, trade };
};

const lotsOf = ({ view }: ReturnType<typeof account>) =>
  view.lots('p').map(({ quantity, entryPrice }) => [quantity, entryPrice]);

describe('lots', () => {
  it('are closed first in, first out, and a trade is what one fill closed of one lot', () => {
    const own = account();
    own.trade('buy', 10, 100);
    own.trade('buy', 5, 110);
    own.trade('sell', 12, 120);
    expect(lotsOf(own)).toEqual([[3, 110]]);
    expect(own.closed().map((one) => [one.quantity, one.entryPrice, one.exitPrice, one.pnl])).toEqual([
      [10, 100, 120, 200],
      [2, 110, 120, 20],
    ]);
  });

  it('turn around with what is left of a reversal', () => {
    const own = account();
    own.trade('buy', 10, 100);
    own.trade('sell', 25, 90);
    expect(lotsOf(own)).toEqual([[-15, 90]]);
    own.trade('buy', 15, 80);
    expect(lotsOf(own)).toEqual([]);
    expect(own.closed().map(({ quantity, pnl }) => [quantity, pnl])).toEqual([
      [10, -100],
      [-15, 150],
    ]);
    expect([own.view.balance('p'), own.view.cash().USD]).toEqual([10_050, 15_050]);
  });

  it('stand side by side where a fill opens instead of netting', () => {
    const own = account();
    own.trade('buy', 10, 100, { effect: 'open' });
    const short = own.trade('sell', 4, 105, { effect: 'open' });
    expect(lotsOf(own)).toEqual([
      [10, 100],
      [-4, 105],
    ]);
    expect(own.view.position('p', 'X')).toBe(6);
    own.trade('buy', 4, 95, { effect: 'close', lot: short });
    expect(lotsOf(own)).toEqual([[10, 100]]);
    expect(own.closed().map(({ quantity, pnl }) => [quantity, pnl])).toEqual([[-4, 40]]);
  });

  it('are closed by name, whichever is older', () => {
    const own = account();
    own.trade('buy', 10, 100, { effect: 'open' });
    const second = own.trade('buy', 10, 110, { effect: 'open' });
    own.trade('sell', 10, 120, { effect: 'close', lot: second });
    expect(lotsOf(own)).toEqual([[10, 100]]);
  });

  it('are never closed by more than they hold: that is a fault of ours', () => {
    const own = account();
    const lot = own.trade('buy', 10, 100, { effect: 'open' });
    expect(() => own.trade('sell', 11, 120, { effect: 'close', lot })).toThrow(/closes more than is open/);
  });

  it('are named by the fill that opened them', () => {
    const own = account();
    const name = own.trade('buy', 10, 100);
    expect(own.view.lots('p')).toMatchObject([
      { id: name, pipeline: 'p', symbol: 'X', entryAt: 1, entryBar: 1, because: 'reason 1' },
    ]);
  });

  it('leave no dust, however the parts of a unit come and go', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 }),
        (buys, cuts) => {
          const own = account();
          for (const thousandths of buys) own.trade('buy', thousandths / 1_000, 10);
          let rest = buys.reduce((sum, thousandths) => sum + thousandths, 0);
          for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
            const thousandths = Math.min(cut, rest);
            if (thousandths === 0) break;
            own.trade('sell', thousandths / 1_000, 10);
            rest -= thousandths;
          }
          expect([own.view.lots('p'), own.view.position('p', 'X')]).toEqual([[], 0]);
        },
      ),
    );
  });
});

describe('commissions', () => {
  it('of an entry are shared by what closes it, of an exit by what it closes', () => {
    const own = account();
    own.trade('buy', 10, 100, { commission: 10 });
    own.trade('buy', 10, 100, { commission: 30 });
    own.trade('sell', 15, 100, { commission: 6 });
    expect(own.closed().map(({ commission, pnl }) => [commission, pnl])).toEqual([
      [10 + 4, -14],
      [15 + 2, -17],
    ]);
    expect(own.view.lots('p').map(({ commission }) => commission)).toEqual([15]);
    expect(own.view.balance('p')).toBe(10_000 - 46);
  });

  it('of a reversal belong to the closed and to the opened part, each by its size', () => {
    const own = account();
    own.trade('buy', 10, 100, { commission: 5 });
    own.trade('sell', 40, 100, { commission: 8 });
    expect(own.closed().map(({ commission }) => commission)).toEqual([5 + 2]);
    expect(own.view.lots('p').map(({ quantity, commission }) => [quantity, commission])).toEqual([[-30, 6]]);
  });

  it('of an entry are what the rule set says where it says so, in the trade and not in the money', () => {
    const own = account();
    own.trade('buy', 10, 100, { commission: 10 });
    own.trade('sell', 5, 100, { commission: 1, entryCommission: 7 });
    expect(own.closed().map(({ commission, pnl }) => [commission, pnl])).toEqual([[8, -8]]);
    expect(own.view.balance('p')).toBe(10_000 - 11);
  });
});

describe('a trade', () => {
  it('has times, bars, prices and reason of its fills, and a return on what it cost', () => {
    const own = account({ multiplier: 50 });
    own.trade('buy', 2, 100, { commission: 10, bar: 3, happenedAt: 1_000 });
    own.trade('sell', 2, 110, { commission: 30, bar: 7, happenedAt: 9_000 });
    expect(own.closed()).toEqual([
      {
        pipeline: 'p',
        symbol: 'X',
        quantity: 2,
        entryAt: 1_000,
        exitAt: 9_000,
        entryBar: 3,
        exitBar: 7,
        entryPrice: 100,
        exitPrice: 110,
        pnl: 2 * 10 * 50 - 40,
        commission: 40,
        // 10 % of the price, less 40 of the 10,000 that were bought.
        returnPct: expect.closeTo(10 - 0.4, 12),
        because: 'reason 1',
      },
    ]);
  });

  it('of a short gains as the price falls', () => {
    const own = account();
    own.trade('sell', 4, 100);
    own.trade('buy', 4, 80);
    expect(own.closed()).toMatchObject([{ quantity: -4, pnl: 80, returnPct: expect.closeTo(20, 12) }]);
  });
});

describe('money', () => {
  it('uses the multiplier, and pays prices at once or their difference at the close', () => {
    const paidAtOnce = account({ multiplier: 50 });
    paidAtOnce.trade('buy', 2, 10);
    expect([paidAtOnce.view.cash().USD, paidAtOnce.view.balance('p')]).toEqual([15_000 - 1_000, 10_000]);
    const daily = account({ multiplier: 50, settlement: 'daily' });
    daily.trade('buy', 2, 10);
    expect([daily.view.cash().USD, daily.view.balance('p')]).toEqual([15_000, 10_000]);
    for (const own of [paidAtOnce, daily]) {
      own.trade('sell', 2, 13);
      expect([own.view.cash().USD, own.view.balance('p')]).toEqual([15_300, 10_300]);
    }
  });

  it('marks a long at the bid, a short at the ask, the worse of a crossed quote, else the last price', () => {
    const own = account();
    own.trade('buy', 10, 100);
    own.prices.set('X', { last: 105 });
    expect(own.view.equity('p')).toBe(10_050);
    own.prices.set('X', { last: 105, bid: 104, ask: 106 });
    expect(own.view.equity('p')).toBe(10_040);
    own.prices.set('X', { last: 105, bid: 106, ask: 103 });
    expect(own.view.equity('p')).toBe(10_030);
    own.trade('sell', 20, 100);
    expect(own.view.equity('p')).toBe(10_000 - 60);
    own.prices.set('X', { last: 105, bid: 104, ask: 106 });
    expect(own.view.equity('p')).toBe(10_000 - 60);
  });

  it('takes the entry for the price while nobody knows another', () => {
    const own = account();
    own.trade('buy', 10, 100, { commission: 1 });
    expect(own.view.equity('p')).toBe(9_999);
  });

  it('of a ruined account is gone: its lots are forfeited, its balance is 0, the others keep theirs', () => {
    const own = account();
    own.trade('buy', 10, 100);
    own.trade('sell', 4, 60);
    own.scribe.write('halt', { code: 'RUINED', facts: {}, positions: [] }, { pipeline: 'p' });
    expect([own.view.balance('p'), own.view.equity('p'), own.view.lots('p')]).toEqual([0, 0, []]);
    expect([own.view.balance('q'), own.view.cash().USD]).toEqual([5_000, 5_000]);
  });

  it('of a pipeline that failed stays what it was', () => {
    const own = account();
    own.trade('buy', 10, 100);
    own.scribe.write('halt', { code: 'PIPELINE_FAILED', facts: {}, positions: [] }, { pipeline: 'p' });
    expect([own.view.balance('p'), own.view.position('p', 'X')]).toEqual([10_000, 10]);
  });
});

describe('orders', () => {
  it('live from their command to their end, and are found by id and by key', () => {
    const { view, scribe } = account();
    const order = scribe.place({
      id: '1-1',
      key: 'mine',
      pipeline: 'p',
      symbol: 'X',
      side: 'buy',
      quantity: 3,
    });
    const say = (state: 'working' | 'cancelled') =>
      scribe.write('order', { order: '1-1', key: 'mine', state, code: null, facts: {}, change: null }, order);
    const seen = () => [
      view.orderByKey('p', 'mine')?.state,
      view.orderByKey('p', 'mine')?.filled,
      view.liveOrders('p').length,
    ];
    expect(seen()).toEqual(['pending', 0, 1]);
    say('working');
    scribe.fill(order, { quantity: 1, price: 5, complete: false });
    expect(seen()).toEqual(['partial', 1, 1]);
    say('cancelled');
    expect(seen()).toEqual(['cancelled', 1, 0]);
    expect([view.order('1-1')?.state, view.orderByKey('q', 'mine')]).toEqual(['cancelled', undefined]);
  });

  it('are what an accepted amendment made of them', () => {
    const { view, scribe } = account();
    const order = scribe.place({
      id: '1-1',
      pipeline: 'p',
      symbol: 'X',
      side: 'buy',
      quantity: 3,
      limitPrice: 9,
    });
    const change = { limitPrice: 10 };
    scribe.write(
      'order',
      { order: '1-1', key: '1-1', state: 'working', code: 'AMENDED', facts: {}, change },
      order,
    );
    expect(view.order('1-1')?.order).toMatchObject({ quantity: 3, limitPrice: 10 });
  });

  it('add the parts of a unit up without noise', () => {
    const { view, scribe } = account();
    const order = scribe.place({ id: '1-1', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 0.4 });
    for (const _ of [1, 2, 3]) scribe.fill(order, { quantity: 0.1, price: 5, complete: false });
    expect(view.order('1-1')?.filled).toBe(0.3);
  });
});
