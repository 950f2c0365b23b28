import type { OrderFate } from '../../domain/outside-view.js';
import { orderFate } from './order-fate.js';
import type { OutsideBooks } from './outside-books.js';

/** What an order of the journal has come to, as far as it and the snapshots say. */
export const fateIn = ({ context, orders, positions, terms }: OutsideBooks, id: string): OrderFate => {
  const record = context.portfolio.order(id);
  if (!record) return context.portfolio.isForgotten(id) ? 'done' : 'unknown';
  const seen = positions.seen().find(({ symbol }) => symbol === record.order.symbol);
  const agrees = seen === undefined || seen.journal === seen.broker;
  return orderFate({ state: record.state, absent: orders.absence(id), agrees }, terms.absentGraceMs);
};
