import type { Order } from '../../../src/domain/order.js';

/** An order to test with: a market buy of one unit of X, but for what is said. */
export const orderWith = (wish: Partial<Order>): Order => {
  const { limitPrice = null, stopPrice = null } = wish;
  const unstopped = limitPrice === null ? 'market' : 'limit';
  const stopped = limitPrice === null ? 'stop' : 'stop-limit';
  return {
    id: '0-1',
    key: wish.id ?? '0-1',
    pipeline: 'p',
    symbol: 'X',
    side: 'buy',
    quantity: typeof wish.fraction === 'number' ? null : 1,
    fraction: null,
    type: stopPrice === null ? unstopped : stopped,
    limitPrice,
    stopPrice,
    timeInForce: 'gtc',
    expiresAt: null,
    parent: null,
    oco: null,
    role: 'submit',
    lot: null,
    reduceOnly: false,
    outsideRth: false,
    because: 'test',
    at: 0,
    ...wish,
  };
};
