import type { Facts } from '../../domain/journal.js';
import type { OrderState } from '../../domain/order.js';
import type { OutcomeCode } from '../../domain/outcome-codes.js';
import type { BrokerOrder } from './simulated-broker.js';

/**
 * The broker's word on an order whose state has changed, with the reason where it is not simply the next one.
 */
export const orderSaid = (
  order: string,
  state: OrderState,
  why: { readonly code: OutcomeCode; readonly facts: Facts } | null = null,
): BrokerOrder => ({
  kind: 'order',
  order,
  state,
  code: why?.code ?? null,
  facts: why?.facts ?? {},
  change: null,
});
