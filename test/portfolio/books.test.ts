import { describe, expect, it } from '@jest/globals';
import { target } from 'millrace';
import type { Cause, Entry, OrderBody } from '../../src/domain/journal.js';
import type { Order } from '../../src/domain/order.js';
import { createPortfolio } from '../../src/portfolio/portfolio.js';
import { tradesOf } from '../../src/portfolio/trades-of.js';
import { Scribe } from './entries.js';

const because = 'test';

/** A portfolio that has begun, and who writes to it. */
const begun = () => {
  const { view, fold } = createPortfolio({
    last: () => 100,
    bid: () => undefined,
    ask: () => undefined,
  });
  const entries: Entry[] = [];
  const scribe = new Scribe((entry) => {
    entries.push(entry);
    fold(entry);
  });
  scribe.begin({ p: 10_000, q: 5_000 }, { X: {}, Y: {} });
  const say = (order: Order, body: Partial<OrderBody>, causes: readonly Cause[] = []): void => {
    const { id, key } = order;
    const said = { order: id, key, state: 'working', code: null, facts: {}, change: null, ...body } as const;
    scribe.write('order', said, { ...order, causes });
  };
  const place = (id: string, more: Partial<Order> = {}): Order =>
    scribe.place({ id, pipeline: 'p', symbol: 'X', side: 'buy', quantity: 10, ...more });
  return { view, scribe, entries, say, place };
};

describe('an order of the book', () => {
  it('waits for a change until the answer that names it, whatever else is said of it', () => {
    const { view, scribe, say, place } = begun();
    const order = place('1-1');
    const asks = (quantity: number): number =>
      scribe.write('command', { command: { kind: 'amend', order: '1-1', change: { quantity } } }, order);
    const [first, second] = [asks(20), asks(30)];
    const waiting = () => view.order('1-1')?.changes.map(({ serial }) => serial);
    expect(waiting()).toEqual([first, second]);
    say(order, {}, [{ timer: first, pipeline: 'p' }, { entry: order.at }]);
    expect(waiting()).toEqual([first, second]);
    say(order, { change: { quantity: 20 } }, [{ timer: 1, pipeline: 'p' }, { entry: first }]);
    expect([waiting(), view.order('1-1')?.order.quantity]).toEqual([[second], 20]);
    say(order, { change: { quantity: 30 } }, [{ entry: second }]);
    expect([waiting(), view.order('1-1')?.order.quantity]).toEqual([[], 30]);
  });

  it('learns its lot when it begins to work on it, and from nothing else', () => {
    const { view, say, place } = begun();
    const order = place('1-1', { side: 'sell', reduceOnly: true });
    say(order, { state: 'pending', facts: { lot: '7' } });
    expect(view.order('1-1')?.order.lot).toBeNull();
    say(order, { facts: { lot: '8' } });
    expect(view.order('1-1')?.order.lot).toBe('8');
    say(order, { state: 'cancelled', facts: { lot: '9' } });
    expect(view.order('1-1')?.order.lot).toBe('8');
  });
});

describe('a target of the book', () => {
  const wish = (symbol: string, quantity: number) => target({ symbol, quantity, because });
  const approve = (scribe: Scribe, symbol: string, cause: number, waiting = false): number =>
    scribe.write(
      'approval',
      { commands: 0, target: { quantity: 1, waiting } },
      { pipeline: 'p', symbol, causes: [{ entry: cause }] },
    );

  it('stays what was wished when a later entry than its intent brings its remainder', () => {
    const { view, scribe } = begun();
    const of = (symbol: string) => ({ pipeline: 'p', symbol });
    const first = scribe.write('intent', { intent: wish('X', 10), warming: false }, of('X'));
    approve(scribe, 'X', first, true);
    const other = scribe.write('intent', { intent: wish('Y', 5), warming: false }, of('Y'));
    approve(scribe, 'Y', other);
    approve(scribe, 'X', other + 1);
    expect(view.target('p', 'X')).toMatchObject({ intent: { symbol: 'X', quantity: 10 }, waiting: false });
    expect(view.target('p', 'Y')).toMatchObject({ intent: { symbol: 'Y', quantity: 5 } });
  });

  it('is marked by the rejection of its own order alone', () => {
    const { view, scribe, say, place } = begun();
    const of = { pipeline: 'p', symbol: 'X' };
    approve(scribe, 'X', scribe.write('intent', { intent: wish('X', 10), warming: false }, of));
    say(place('1-1'), { state: 'rejected' });
    say(place('1-2', { role: 'target', symbol: 'Y' }), { state: 'rejected' });
    expect(view.target('p', 'X')?.rejected).toBe(false);
    expect(view.target('p', 'Y')).toBeUndefined();
    say(place('1-3', { role: 'target' }), { state: 'rejected' });
    expect(view.target('p', 'X')?.rejected).toBe(true);
  });
});

describe('fills', () => {
  it('close lots of their own symbol', () => {
    const { view, scribe, place } = begun();
    scribe.fill(place('1-1'), { quantity: 10, price: 100 });
    scribe.fill(place('1-2', { symbol: 'Y', side: 'sell' }), { quantity: 4, price: 50 });
    expect(view.lots('p').map(({ symbol, quantity }) => [symbol, quantity])).toEqual([
      ['X', 10],
      ['Y', -4],
    ]);
  });

  it('leave no noise of a sum behind, however large it is', () => {
    const { view, scribe, place } = begun();
    for (const [index, quantity] of [1_000_000.1, 0.2].entries()) {
      scribe.fill(place(`1-${index}`), { quantity, price: 100 });
    }
    scribe.fill(place('1-9', { side: 'sell' }), { quantity: 1_000_000.3, price: 100 });
    expect(view.lots('p')).toEqual([]);
  });
});

describe('the trades of a journal', () => {
  it('leave nothing open of an account that was ruined, and all of one that stopped otherwise', () => {
    const { scribe, entries, place } = begun();
    scribe.fill(place('1-1'), { quantity: 10, price: 100 });
    scribe.fill(place('1-2', { pipeline: 'q' }), { quantity: 3, price: 100 });
    const halt = (pipeline: string, code: 'RUINED' | 'PIPELINE_FAILED') =>
      scribe.write('halt', { code, facts: {}, positions: [] }, { pipeline });
    halt('q', 'PIPELINE_FAILED');
    scribe.write('notice', { code: 'RUINED', facts: {} }, { pipeline: 'q' });
    expect(tradesOf(entries).open.map(({ quantity }) => quantity)).toEqual([10, 3]);
    halt('p', 'RUINED');
    expect(tradesOf(entries).open.map(({ quantity }) => quantity)).toEqual([3]);
  });
});
