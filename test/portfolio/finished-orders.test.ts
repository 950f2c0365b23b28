import { describe, expect, it } from '@jest/globals';
import type { OrderState } from '../../src/domain/order.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { Scribe } from './entries.js';

const KNOWN = 16;

/** An account that knows no more than so many orders that are over. */
const account = () => {
  const none = () => undefined;
  const { view, fold, tally } = createPortfolio({ last: none, bid: none, ask: none }, KNOWN);
  const scribe = new Scribe(fold);
  scribe.begin({ p: 10_000 }, { X: {} });
  /** Orders with a key of their own that fill: bought and sold in turn, for more than was paid. */
  const trade = (from: number, to: number): void => {
    for (let n = from; n <= to; n += 1) {
      const side = n % 2 === 1 ? 'buy' : 'sell';
      const order = { id: `1-${n}`, key: `k${n}`, pipeline: 'p', symbol: 'X', side, quantity: 10 } as const;
      scribe.fill(scribe.place(order), { quantity: 10, price: n % 2 === 1 ? 20 : 21, execution: `E${n}` });
    }
  };
  const end = (id: string, state: OrderState): void => {
    const said = { order: id, key: id, code: null, facts: {}, change: null };
    scribe.write('order', { ...said, state }, { pipeline: 'p', symbol: 'X' });
  };
  return { view, scribe, tally, trade, end };
};

describe('orders that are over', () => {
  it('are known while few came after them, and then only as such', () => {
    const { view, trade } = account();
    trade(1, 100);
    expect(view.order('1-100')).toMatchObject({ state: 'filled', filled: 10 });
    expect(view.orderByKey('p', 'k85')?.state).toBe('filled');
    expect([view.order('1-1'), view.orderByKey('p', 'k1')]).toEqual([undefined, undefined]);
    expect(view.isForgotten('1-1')).toBe(true);
    expect(['1-85', '1-101', '2-1'].filter((id) => view.isForgotten(id))).toEqual([]);
    const known = Array.from({ length: 100 }, (_, n) => `1-${n + 1}`).filter((id) => view.order(id));
    expect(known.length).toBeGreaterThanOrEqual(KNOWN);
    expect(known.length).toBeLessThanOrEqual(KNOWN + 2);
  });

  it('are known as long as they live, however many came after them', () => {
    const { view, scribe, trade, end } = account();
    scribe.place({ id: '1-1', key: 'gtc', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 1 });
    trade(2, 101);
    expect(view.order('1-1')).toMatchObject({ state: 'pending' });
    expect(view.isForgotten('1-1')).toBe(false);
    end('1-1', 'cancelled');
    expect(view.orderByKey('p', 'gtc')?.state).toBe('cancelled');
    expect(view.liveOrders('p')).toEqual([]);
  });

  it('leave their key to the newer order that has it', () => {
    const { view, scribe, trade } = account();
    const order = { key: 'same', pipeline: 'p', symbol: 'X', side: 'buy', quantity: 1 } as const;
    scribe.fill(scribe.place({ ...order, id: '1-1' }), { quantity: 1, price: 20 });
    scribe.place({ ...order, id: '1-2' });
    trade(3, 102);
    expect(view.isForgotten('1-1')).toBe(true);
    expect(view.orderByKey('p', 'same')?.order.id).toBe('1-2');
  });

  it('leave their trades counted', () => {
    const { view, tally, trade } = account();
    trade(1, 100);
    expect([tally?.count, tally?.won]).toEqual([50, 50]);
    expect(view.balance('p')).toBe(10_500);
  });
});
