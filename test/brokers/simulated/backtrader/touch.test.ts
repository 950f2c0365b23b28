import { describe, expect, it } from '@jest/globals';
import { termsOf } from '../../../../src/brokers/simulated/backtrader/terms.js';
import type { Ticket } from '../../../../src/brokers/simulated/backtrader/ticket.js';
import { meetBar } from '../../../../src/brokers/simulated/backtrader/touch.js';
import type { BrokerSettings } from '../../../../src/brokers/simulated/broker-settings.js';
import { resolveSettings } from '../../../../src/brokers/simulated/resolve-settings.js';
import type { Order } from '../../../../src/domain/order.js';
import { orderWith } from '../order-with.js';

type Prices = readonly [open: number, high: number, low: number, close: number];

/** Where an order fills on a bar that follows a close of 100; null if it waits. */
const priceOf = (
  wish: Partial<Order>,
  [open, high, low, close]: Prices,
  settings: Partial<BrokerSettings> = {},
): number | null => {
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
    isTriggered: false,
    closeSoFar: null,
  };
  const terms = termsOf(resolveSettings({ cash: 1, ...settings }, {}));
  return meetBar(terms, ticket, { open, high, low, close }).touch?.price ?? null;
};

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
