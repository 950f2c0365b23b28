import { describe, expect, it } from '@jest/globals';
import { usShare } from '../../src/domain/instrument.js';
import { CarryFold } from '../../src/portfolio/carry-fold.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import type { SegmentWish } from '../../src/portfolio/segment-wish.js';
import { Scribe } from './entries.js';

const none = () => undefined;
const instruments = { X: usShare('X'), Y: usShare('Y') };
const WISH: SegmentWish = {
  ...{ segment: 2, who: 'me', why: 'other code', changes: [], workingOrders: 'keep', isOutside: true },
  ...{ pipelines: [{ id: 'p', capital: 10_000 }], currency: 'USD', instruments, limits: {} },
};
const order = { pipeline: 'p', symbol: 'X', side: 'buy', quantity: 10 } as const;

/** The journal of a segment whose broker is outside. */
const segment = () => {
  const fold = new CarryFold();
  const scribe = new Scribe((entry) =>
    fold.add(entry.kind === 'begin' ? { ...entry, body: { ...entry.body, rules: 'outside' } } : entry),
  );
  scribe.begin({ p: 10_000, q: 10_000 }, instruments);
  /** Such a segment begins, and an order book of its own. */
  const begun = (wish: Partial<SegmentWish> = {}) => {
    const carried = fold.carried({ ...WISH, ...wish });
    const { view, fold: take } = createPortfolio({ last: none, bid: none, ask: none });
    const next = new Scribe(take);
    next.begin({ p: 10_000 }, instruments);
    next.write('carried', carried);
    return { view, next, carried };
  };
  return { fold, scribe, begun };
};

describe('what is carried of a broker outside', () => {
  it('are orders as they stand, and those that are over, with what a fee of them belongs to', () => {
    const { scribe, begun } = segment();
    scribe.fill(scribe.place({ ...order, id: '1-1' }), { quantity: 10, price: 20, execution: 'E1' });
    const exit = scribe.place({ ...order, id: '1-2', side: 'sell', quantity: 6 });
    scribe.fill(exit, { quantity: 4, price: 21, execution: 'E2', complete: false });
    const { view, next } = begun();
    expect(view.order('1-1')).toMatchObject({ state: 'filled', filled: 10 });
    expect(view.liveOrders('p')).toMatchObject([
      { order: { id: '1-2', quantity: 6 }, state: 'partial', filled: 4 },
    ]);
    const fee = { quantity: 0, price: 0, currency: 'USD', who: null, happenedAt: 1, why: 'told' } as const;
    const body = { ...fee, reason: 'fee', money: -1, execution: 'E1', order: '1-1' } as const;
    next.write('adjustment', body, { pipeline: 'p', symbol: 'X' });
    // Four of ten are sold: six have what is theirs of it, and all of it is paid.
    expect(view.lots('p').map(({ quantity, commission }) => [quantity, commission])).toEqual([[6, 0.6]]);
    expect(view.balance('p')).toBe(10_003);
    expect(view.cash()).toEqual({ USD: 10_000 - 200 + 84 - 1 });
  });

  it('is nothing while a change is on its way to an order, and the order as it was changed then', () => {
    const { fold, scribe, begun } = segment();
    const placed = scribe.place({ ...order, id: '1-1' });
    const command = { kind: 'amend', order: '1-1', change: { quantity: 12 } } as const;
    const asked = scribe.write('command', { command }, placed);
    expect(fold.faultOf(WISH)).toBe('the broker has not answered a change of order 1-1 yet');
    const said = { order: '1-1', key: '1-1', state: 'working', code: 'AMENDED', facts: {} } as const;
    const about = { pipeline: 'p', symbol: 'X', causes: [{ entry: asked }] };
    scribe.write('order', { ...said, change: { quantity: 12 } }, about);
    expect(fold.faultOf(WISH)).toBeNull();
    expect(begun().view.liveOrders('p')).toMatchObject([{ order: { quantity: 12 }, state: 'working' }]);
  });

  it('of a pipeline or a symbol that is left out is that its orders are over', () => {
    const { scribe, begun } = segment();
    const orders = [{ ...order, pipeline: 'q' }, { ...order, symbol: 'Y' }, order];
    for (const [index, wish] of orders.entries()) {
      for (const [leg, side] of (['buy', 'sell'] as const).entries()) {
        const id = `1-${2 * index + leg + 1}`;
        scribe.fill(scribe.place({ ...wish, id, side }), { quantity: 10, price: 20, execution: id });
      }
    }
    const { view } = begun({ instruments: { X: usShare('X') } });
    const known = ['1-1', '1-2', '1-3', '1-4', '1-5', '1-6'].map((id) => view.order(id)?.state);
    expect(known).toEqual([undefined, undefined, undefined, undefined, 'filled', 'filled']);
    expect(['1-1', '1-2', '1-3', '1-4'].every((id) => view.isForgotten(id))).toBe(true);
  });
});
