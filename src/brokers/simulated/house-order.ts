import type { Lot } from '../../domain/lot.js';
import type { BrokerContext, HouseOrder } from './simulated-broker.js';

/** A market order of the rule set's own that closes a whole lot. */
export const houseOrder = (context: BrokerContext, lot: Lot, because: string): HouseOrder => {
  const id = context.nextOrderId();
  return {
    kind: 'house',
    order: {
      id,
      key: `house-${id}`,
      pipeline: lot.pipeline,
      symbol: lot.symbol,
      side: lot.quantity > 0 ? 'sell' : 'buy',
      quantity: Math.abs(lot.quantity),
      fraction: null,
      type: 'market',
      limitPrice: null,
      stopPrice: null,
      timeInForce: 'gtc',
      expiresAt: null,
      parent: null,
      oco: null,
      role: 'close',
      lot: lot.id,
      reduceOnly: true,
      outsideRth: false,
      because,
      at: context.now(),
    },
  };
};
