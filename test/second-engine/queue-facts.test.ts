import { describe, expect, it } from '@jest/globals';
import type { Action, Bar, OrderAction, Outcome, Settings } from './script.js';
import { runScript } from './second-engine.js';

const plain: Settings = {
  cash: 10_000,
  spread: 0,
  commissionFixed: 0,
  commissionRate: 0,
  marginRatio: 1,
  tradeOnClose: false,
  exclusiveOrders: false,
  hedging: false,
  fractionalUnit: undefined,
  finalizeTrades: false,
};
const bar = (open: number, high: number, low: number, close: number): Bar => ({ open, high, low, close });
const flat = (price: number, length: number): Bar[] =>
  Array.from({ length }, () => bar(price, price, price, price));
const order = (side: 'buy' | 'sell', size: number, rest: Partial<OrderAction> = {}): Action => ({
  do: 'order',
  side,
  size,
  ...rest,
});
const play = (
  bars: readonly Bar[],
  script: Record<number, readonly Action[]>,
  rest: Partial<Settings> = {},
): Outcome =>
  runScript({ bars, script: bars.map((_, index) => script[index] ?? []), settings: { ...plain, ...rest } });
const open = ({ open: trades }: Outcome): number[] => trades.map(({ size }) => size);
const closed = ({ trades }: Outcome): unknown[] =>
  trades.map((t) => [t.size, t.entryBar, t.exitBar, t.exitPrice]);

/** Each of these was seen by running backtesting.py 0.6.6; the numbers can be followed by hand. */
describe('the second engine where the prose is silent', () => {
  it('divides exactly: 1 holds 0.1 nine times, since 0.1 is a little more than a tenth', () => {
    expect(open(play(flat(0.1, 4), { 1: [order('buy', 0.5)] }, { cash: 2 }))).toEqual([9]);
  });

  it.each([
    { sizes: [6, 3, 5], prices: [98.84, 70.5, 57.63], cash: 1_092.69, opened: [6, 3, 5] },
    { sizes: [2, 9, 1], prices: [82.25, 23.17, 12.45], cash: 385.48, opened: [2, 9] },
    { sizes: [8, 3, 6], prices: [15.3, 88.81, 71.84], cash: 819.87, opened: [8, 3] },
    { sizes: [9, 8, 7], prices: [15.73, 65.63, 54.64], cash: 1_049.09, opened: [9, 8, 7] },
  ])('adds up what all is worth less what all has cost, to the last digit: $sizes', (exact) => {
    // The cash is exactly what the three orders cost: whether the third one fits hangs on rounding alone.
    const [first = 0, second = 0, third = 0] = exact.prices;
    const bars = [first, first, first, second, third].flatMap((price) => flat(price, 1));
    const script = Object.fromEntries(exact.sizes.map((size, place) => [place + 1, [order('buy', size)]]));
    expect(open(play(bars, script, { cash: exact.cash }))).toEqual(exact.opened);
  });

  it('closes only every other trade when ruined, and leaves the others open', () => {
    const sizes = [10, 11, 12, 13, 14];
    const bars = [...flat(100, 4), ...flat(1, 2)];
    const outcome = play(
      bars,
      { 1: sizes.map((size) => order('buy', size)) },
      { cash: 2_000, marginRatio: 0.1 },
    );
    expect(outcome.trades.map(({ size }) => size)).toEqual([10, 12, 14]);
    expect(open(outcome)).toEqual([11, 13]);
    expect(outcome.equity).toEqual([2_000, 2_000, 2_000, 2_000, 0, 0]);
  });

  it('passes over the order behind a cancelled one when orders are exclusive', () => {
    const script = {
      1: [order('buy', 10)],
      3: [order('buy', 1, { limit: 95 }), order('buy', 2, { limit: 95 })],
    };
    const outcome = play([...flat(100, 5), ...flat(95, 2)], script, { exclusiveOrders: true });
    expect(closed(outcome)).toEqual([[10, 2, 4, 100]]);
    expect(open(outcome)).toEqual([1, 2]);
  });

  it('cancels nothing for a refused order, exclusive or not', () => {
    const script = { 1: [order('buy', 1, { limit: 90 })], 2: [order('buy', 1, { stopLoss: 101 })] };
    const outcome = play([...flat(100, 4), ...flat(90, 2)], script, { exclusiveOrders: true });
    expect(outcome.rejected).toEqual([{ bar: 2, action: 0 }]);
    expect(open(outcome)).toEqual([1]);
  });

  it('takes a target that the open has passed in the bar of a stop entry', () => {
    const bars = [...flat(10, 3), bar(14, 15, 13, 14), ...flat(14, 2)];
    const script = { 2: [order('buy', 1, { stop: 10, takeProfit: 12 })] };
    expect(closed(play(bars, script, { tradeOnClose: true }))).toEqual([[1, 3, 3, 14]]);
  });

  it('fills a stop-limit at the open in the other walk of the bar that touched its stop', () => {
    const bars = [...flat(10, 4), bar(10, 12, 8, 10), bar(10, 12, 8, 10)];
    const waiting = order('sell', 1, { stop: 9, limit: 9.5 });
    const script = (size: number) => ({
      1: [order('sell', 2)],
      3: [order('buy', size, { takeProfit: 13 }), waiting],
    });
    expect(closed(play(bars, script(3)))).toEqual([
      [-2, 2, 4, 10],
      [1, 4, 4, 10],
    ]);
    // An order that only nets opens nothing, so it brings no other walk: the limit waits for the next bar.
    const netted = play(bars, script(2));
    expect(closed(netted)).toEqual([[-2, 2, 4, 10]]);
    expect(netted.open.map(({ size, entryBar }) => [size, entryBar])).toEqual([[-1, 5]]);
  });

  it('tests the rest of a reversal with the unit cost of the fraction as it was asked for', () => {
    // 85 units at 1 + 20 each; one nets, 84 x 21 is more than the 160 x 10 then left.
    const script = { 1: [order('buy', 1)], 3: [order('sell', 0.9999)] };
    const outcome = play(flat(1, 6), script, { cash: 200, commissionFixed: 20, marginRatio: 0.1 });
    expect(closed(outcome)).toEqual([[1, 2, 4, 1]]);
    expect(open(outcome)).toEqual([]);
  });

  it('lets everything queued meet the last bar again when trades are finalized', () => {
    const bars = [...flat(100, 3), bar(90, 110, 80, 100)];
    const script = { 3: [order('buy', 10), order('sell', 3, { stop: 95 }), order('buy', 5, { limit: 85 })] };
    const outcome = play(bars, script, { finalizeTrades: true });
    expect(closed(outcome)).toEqual([[3, 3, 3, 90]]);
    expect(open(outcome)).toEqual([7, 5]);
    expect(outcome.equity.at(-1)).toBe(10_145);
  });
});
