import type { Order } from '../../domain/order.js';
import type { OutcomeCode } from '../../domain/outcome-codes.js';
import { orderSaid } from '../simulated/order-said.js';
import type { BrokerOrder } from '../simulated/simulated-broker.js';

/** The end of an order of which the broker told no end; what never arrived may be wished again. */
export const goneSaid = ({ id }: Order, code: OutcomeCode): BrokerOrder =>
  orderSaid(id, code === 'ORDER_NEVER_ARRIVED' ? 'expired' : 'cancelled', { code, facts: { order: id } });
