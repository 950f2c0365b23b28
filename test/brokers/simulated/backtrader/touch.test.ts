import { describe, expect, it } from '@jest/globals';
import { termsOf } from '../../../../src/brokers/simulated/backtrader/terms.js';
import type { Ticket } from '../../../../src/brokers/simulated/backtrader/ticket.js';
import { meetBar } from '../../../../src/brokers/simulated/backtrader/touch.js';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import { resolveSettings } from '../../../../src/brokers/simulated/resolve-settings.js';
import type { Order } from '../../../../src/domain/order.js';
import { orderWith } from '../order-with.js';

type Prices = readonly [open: number, high: number, low: number, close: number];

/** What a bar that follows a close of 100 does to an order. */
const meetingOf = (
  wish: Partial<Order>,
  [open, high, low, close]: Prices,
  more: { readonly settings?: Partial<BrokerSettings>; readonly isTriggered?: boolean } = {},
) => {
  const order = orderWith(wish);
  const ticket: Ticket = {
    order,
    execution: order.type,
    size: order.side === 'buy' ? 1 : -1,
    made: { close: 100, at: 0, sessionDate: '2006-01-02' },
    price: 100,
    bracket: { parent: order.id, members: [], isOver: false },
    group: { members: [] },
    isAsleep: false,
    isTriggered: more.isTriggered ?? false,
    closeSoFar: null,
  };
  const terms = termsOf(resolveSettings({ cash: 1, ...more.settings }, {}));
  return meetBar(terms, ticket, { open, high, low, close });
};

/** Where it fills there; null if it waits. */
const priceOf = (wish: Partial<Order>, prices: Prices, settings: Partial<BrokerSettings> = {}) =>
  meetingOf(wish, prices, { settings }).touch?.price ?? null;

const UP: Prices = [100, 110, 95, 105];
const DOWN: Prices = [105, 110, 95, 100];

/** Read out of backtrader 1.9.78.123 (`BackBroker`), each number by hand. */
describe('where an order of backtrader meets a bar', () => {
  it.each<readonly [string, Partial<Order>, Prices, number | null]>([
    ['a market buy', {}, UP, 100],
    ['a limit buy above the open', { limitPrice: 101 }, UP, 100],
    ['a limit buy inside', { limitPrice: 96 }, UP, 96],
    ['a limit buy just touched', { limitPrice: 95 }, UP, 95],
    ['a limit buy below', { limitPrice: 94 }, UP, null],
    ['a limit sell inside', { side: 'sell', limitPrice: 108 }, UP, 108],
    ['a stop buy that gapped', { stopPrice: 99 }, UP, 100],
    ['a stop buy inside', { stopPrice: 108 }, UP, 108],
    ['a stop sell inside', { side: 'sell', stopPrice: 96 }, UP, 96],
    ['a stop out of reach', { stopPrice: 111 }, UP, null],
    ['a stop-limit buy whose limit allows the stop', { stopPrice: 108, limitPrice: 109 }, UP, 108],
    ['a stop-limit buy below its stop, closing up', { stopPrice: 108, limitPrice: 106 }, UP, null],
    ['a stop-limit buy below its stop, closing down', { stopPrice: 108, limitPrice: 106 }, DOWN, 106],
    ['a stop-limit buy below the close', { stopPrice: 108, limitPrice: 99 }, DOWN, null],
    [
      'a stop-limit sell above its stop, closing up',
      { side: 'sell', stopPrice: 96, limitPrice: 104 },
      UP,
      104,
    ],
    [
      'a stop-limit sell on a bar that ends where it began',
      { side: 'sell', stopPrice: 96, limitPrice: 99 },
      [100, 110, 95, 100],
      99,
    ],
    ['a stop-limit buy on such a bar', { stopPrice: 108, limitPrice: 101 }, [100, 110, 95, 100], null],
    ['a stop-limit buy that gapped, then a limit', { stopPrice: 99, limitPrice: 97 }, UP, 97],
  ])('%s', (_, wish, prices, price) => {
    expect(priceOf(wish, prices)).toBe(price);
  });

  it.each<readonly [string, Partial<Order>, Partial<BrokerSettings>, number | null]>([
    ['the open', {}, { slippagePoints: 2 }, 102],
    ['not the open if so set', {}, { slippagePoints: 2, slipOpen: false }, 100],
    ['a sale down', { side: 'sell' }, { slippageBps: 100 }, 99],
    ['by the rate, where points are said too', {}, { slippageBps: 100, slippagePoints: 5 }, 101],
    ['as far as the high', {}, { slippagePoints: 20 }, 110],
    ['beyond the high if so set', {}, { slippagePoints: 20, slipOut: true }, 120],
    ['nowhere where it may not be capped', {}, { slippagePoints: 20, slipMatch: false }, null],
    ['a limit to the limit all the same', { limitPrice: 101 }, { slippagePoints: 20, slipMatch: false }, 101],
    [
      'a limit nowhere if so set',
      { limitPrice: 101 },
      { slippagePoints: 20, slipMatch: false, slipLimit: false },
      null,
    ],
    ['no limit that is met inside', { limitPrice: 96 }, { slippagePoints: 2 }, 96],
    ['a stop inside', { stopPrice: 105 }, { slippagePoints: 2, slipOpen: false }, 107],
    [
      'a sell limit as far as the limit, below the bar',
      { side: 'sell', limitPrice: 90 },
      { slippagePoints: 20 },
      90,
    ],
    ['the close before', {}, { tradeOnClose: true, slippagePoints: 2 }, 102],
  ])('slips %s', (_, wish, settings, price) => {
    expect(priceOf(wish, UP, settings)).toBe(price);
  });
});

/** `BackBroker._try_exec_limit`, `_stop` and `_stoplimit` compare with "or equal" wherever prices meet. */
describe('where a price is met exactly', () => {
  const SELL = { side: 'sell' } as const;

  it.each<readonly [string, Partial<Order>, Prices, readonly [number, string] | null]>([
    ['a limit buy at the open', { limitPrice: 100 }, UP, [100, 'open']],
    ['a limit buy at the low', { limitPrice: 95 }, UP, [95, 'inside']],
    ['a limit sell at the open', { ...SELL, limitPrice: 100 }, UP, [100, 'open']],
    ['a limit sell below the open', { ...SELL, limitPrice: 99 }, UP, [100, 'open']],
    ['a limit sell at the high', { ...SELL, limitPrice: 110 }, UP, [110, 'inside']],
    ['a limit sell above it', { ...SELL, limitPrice: 110.01 }, UP, null],
    ['a stop buy at the open', { stopPrice: 100 }, UP, [100, 'open']],
    ['a stop buy at the high', { stopPrice: 110 }, UP, [110, 'inside']],
    ['a stop sell at the open', { ...SELL, stopPrice: 100 }, UP, [100, 'open']],
    ['a stop sell above the open', { ...SELL, stopPrice: 101 }, UP, [100, 'open']],
    ['a stop sell at the low', { ...SELL, stopPrice: 95 }, UP, [95, 'inside']],
    ['a stop sell below it', { ...SELL, stopPrice: 94.99 }, UP, null],
    ['a stop-limit buy at one price', { stopPrice: 108, limitPrice: 108 }, UP, [108, 'inside']],
    ['a stop-limit sell at one price', { ...SELL, stopPrice: 96, limitPrice: 96 }, UP, [96, 'inside']],
    ['a stop-limit sell below its stop', { ...SELL, stopPrice: 96, limitPrice: 94 }, DOWN, [96, 'inside']],
    ['a stop-limit buy at a close below', { stopPrice: 108, limitPrice: 100 }, DOWN, [100, 'inside']],
    ['a stop-limit sell at a close above', { ...SELL, stopPrice: 96, limitPrice: 105 }, UP, [105, 'inside']],
    ['a stop-limit sell above that close', { ...SELL, stopPrice: 96, limitPrice: 106 }, UP, null],
    ['a stop-limit sell, closing down', { ...SELL, stopPrice: 96, limitPrice: 98 }, DOWN, null],
    ['a market order', {}, UP, [100, 'open']],
  ])('%s', (_, wish, prices, expected) => {
    const { touch } = meetingOf(wish, prices);
    expect(touch && [touch.price, touch.when]).toEqual(expected);
  });

  it('slips to the end of the bar though it may not be capped there', () => {
    const settings = { slipMatch: false };
    expect(priceOf({}, UP, { ...settings, slippagePoints: 10 })).toBe(110);
    expect(priceOf(SELL, UP, { ...settings, slippagePoints: 5 })).toBe(95);
    expect(priceOf(SELL, UP, { ...settings, slippagePoints: 5.01 })).toBeNull();
  });

  it('trades at the close before it where so set, whatever slips', () => {
    const { touch } = meetingOf({}, DOWN, { settings: { tradeOnClose: true } });
    expect(touch).toEqual({ price: 100, when: 'before' });
  });
});

describe('a stop of a stop-limit', () => {
  it('is kept once it was reached, and only then', () => {
    const reached = (wish: Partial<Order>, isTriggered = false) =>
      meetingOf(wish, UP, { isTriggered }).isTriggered;
    expect(reached({ stopPrice: 108, limitPrice: 106 })).toBe(true);
    expect(reached({ stopPrice: 108, limitPrice: 109 })).toBe(true);
    expect(reached({ stopPrice: 99, limitPrice: 90 })).toBe(true);
    expect(reached({ stopPrice: 111, limitPrice: 112 })).toBe(false);
    expect(reached({ stopPrice: 111, limitPrice: 50 }, true)).toBe(true);
    for (const wish of [{}, { limitPrice: 99 }, { stopPrice: 101 }]) expect(reached(wish)).toBe(false);
  });
});
