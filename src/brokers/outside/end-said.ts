import type { Order } from '../../domain/order.js';
import { orderSaid } from '../simulated/order-said.js';
import type { BrokerOrder } from '../simulated/simulated-broker.js';

/** How an order ended as the broker told it. */
export interface Ending {
  readonly state: 'cancelled' | 'rejected' | 'expired';
  /** Units it had filled by then; null: it did not say. */
  readonly filled: number | null;
  readonly reason: string | null;
}

/** The end of an order with its reason: ours, where a cancel was on its way. */
export const endSaid = (
  { id, timeInForce }: Order,
  { state, reason }: Ending,
  isAsked: boolean,
): BrokerOrder => {
  const facts = { reason: reason ?? 'it gave no reason' };
  if (state === 'rejected') return orderSaid(id, state, { code: 'BROKER_REJECTED', facts });
  if (state === 'expired') return orderSaid(id, state, { code: 'EXPIRED_TIME', facts: { timeInForce } });
  if (isAsked) return orderSaid(id, state, { code: 'CANCELLED_BY_REQUEST', facts: {} });
  return orderSaid(id, state, { code: 'BROKER_CANCELLED', facts });
};
