import { orderSaid } from '../order-said.js';
import type { BrokerEvent, BrokerFill } from '../simulated-broker.js';
import { type Book, type Desk, schemeIn } from './desk.js';
import { endBracket, endGroup } from './leave.js';
import type { Ticket } from './ticket.js';
import { trade } from './trade.js';

/** Where and when something fills. */
export interface Spot extends Pick<BrokerFill, 'bar' | 'happenedAt'> {
  readonly price: number;
}

/** An order and where it met its price. */
export interface Met {
  readonly ticket: Ticket;
  readonly spot: Spot;
}

/**
 * Fills an order that met its price, in full or for what it closes; either way it is out of work. A parent
 * that is filled in full wakes its children with the next bar, a child ends its bracket.
 */
export function* execute(desk: Desk, book: Book, { ticket, spot }: Met): Generator<BrokerEvent> {
  const { order, size } = ticket;
  const { symbol, id } = order;
  const available = book.account.cash;
  book.orders.drop(ticket);
  const traded = trade(book.account, schemeIn(desk, symbol), { symbol, size, price: spot.price });
  if (traded.size !== 0) {
    yield {
      kind: 'fill',
      order: id,
      side: order.side,
      quantity: Math.abs(traded.size),
      commission: traded.commission,
      ...spot,
      effect: 'net',
      lot: null,
      entryCommission: null,
      complete: traded.short === null,
    };
    yield* endGroup(book, ticket);
  }
  if (traded.short !== null) {
    const facts = { needed: available - traded.short, available };
    const state = traded.size === 0 ? 'rejected' : 'cancelled';
    yield orderSaid(id, state, { code: 'BUYING_POWER_SHORT', facts });
    yield* endGroup(book, ticket);
    yield* endBracket(book, ticket);
  } else if (id === ticket.bracket.parent) yield* rouse(book, ticket);
  else yield* endBracket(book, ticket);
}

/** From here on the children can fill, from the next bar on. */
function* rouse({ orders }: Book, parent: Ticket): Generator<BrokerEvent> {
  const children = parent.bracket.members.filter((member) => member !== parent);
  parent.bracket.members = children;
  orders.wakeLater(children);
  for (const { order } of children) yield orderSaid(order.id, 'working');
}
