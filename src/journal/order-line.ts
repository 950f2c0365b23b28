import type { Command, Order, OrderChange } from '../domain/order.js';
import { byKind, list, optional, plain, record } from './writer.js';

/** The fields of a change, in order; what does not change is left out. */
export const orderChangeLine = record<OrderChange>({
  quantity: optional(plain),
  limitPrice: optional(plain),
  stopPrice: optional(plain),
});

/** The fields of an order, in order. */
export const orderLine = record<Order>({
  id: plain,
  key: plain,
  pipeline: plain,
  symbol: plain,
  side: plain,
  quantity: plain,
  fraction: plain,
  type: plain,
  limitPrice: plain,
  stopPrice: plain,
  timeInForce: plain,
  expiresAt: plain,
  parent: plain,
  oco: plain,
  role: plain,
  lot: plain,
  reduceOnly: plain,
  outsideRth: plain,
  because: plain,
  at: plain,
});

type Place = Extract<Command, { readonly kind: 'place' }>;
type Amend = Extract<Command, { readonly kind: 'amend' }>;
type Cancel = Extract<Command, { readonly kind: 'cancel' }>;

/** The fields of a command in the order in which the journal writes them. */
export const commandLine = byKind<Command>({
  place: record<Place>({ kind: plain, order: orderLine, children: list(orderLine) }),
  amend: record<Amend>({ kind: plain, order: plain, change: orderChangeLine }),
  cancel: record<Cancel>({ kind: plain, order: plain }),
});
