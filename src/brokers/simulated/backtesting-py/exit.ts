import type { Lot } from '../../../domain/lot.js';
import { ended } from '../ended.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent, BrokerFill } from '../simulated-broker.js';
import { type Desk, feeOf, lotUnits, unitsOf } from './desk.js';
import type { Ticket } from './ticket.js';

/** Where and when something fills; the price is raw and per unit. */
export interface Spot extends Pick<BrokerFill, 'bar' | 'happenedAt'> {
  readonly price: number;
}

/** How much of a lot an order closes, and whether nothing of the order is left then. */
export interface Part {
  readonly lot: Lot;
  readonly units: number;
  readonly complete: boolean;
}

/** Fills an order that closes one lot: at the raw price, never more than is left of the lot. */
export function* exit(desk: Desk, ticket: Ticket, spot: Spot): Generator<BrokerEvent> {
  const { pipeline, quantity } = ticket.order;
  const lot = desk.context.portfolio.lots(pipeline).find(({ id }) => id === ticket.lot);
  if (!lot) {
    yield* letGo(desk, ticket);
    return;
  }
  const left = Math.abs(lotUnits(desk.terms, lot));
  const units = quantity === null ? left : Math.min(left, unitsOf(desk.terms, quantity));
  desk.book.drop(ticket);
  yield closing(desk, ticket, { ...spot, lot, units, complete: true });
  yield* followLot(desk, pipeline, lot.id);
}

/**
 * The fill that closes a part of a lot. The entry commission it reports is the commission of an entry of
 * this part's size, so a fixed fee shows up once with every part.
 */
export const closing = (desk: Desk, { order }: Ticket, fill: Spot & Part): BrokerFill => {
  const { lot, units, price, complete, bar, happenedAt } = fill;
  const { unit } = desk.terms;
  const whole = units === Math.abs(lotUnits(desk.terms, lot));
  return {
    kind: 'fill',
    order: order.id,
    side: order.side,
    // What is left of a lot is taken as it stands, so that not even a rounding stays behind.
    quantity: whole ? Math.abs(lot.quantity) : units * unit,
    price: price / unit,
    commission: feeOf(desk, lot.symbol, { units, price }),
    happenedAt,
    effect: 'close',
    lot: lot.id,
    entryCommission: feeOf(desk, lot.symbol, { units, price: lot.entryPrice * unit }),
    bar,
    complete,
  };
};

/** After a lot became smaller: its protective orders shrink with it, and all its orders end with it. */
export function* followLot(desk: Desk, pipeline: string, lotId: string): Generator<BrokerEvent> {
  for (const ticket of desk.book.queue(pipeline).filter(({ lot }) => lot === lotId)) {
    const lot = desk.context.portfolio.lots(pipeline).find(({ id }) => id === lotId);
    if (!lot) yield* letGo(desk, ticket);
    else yield* shrink(desk, ticket, Math.abs(lot.quantity));
  }
}

const letGo = ({ book }: Desk, ticket: Ticket): readonly BrokerEvent[] =>
  ended(book, ticket, { state: 'cancelled', code: 'CANCELLED_LOT_CLOSED', facts: { lot: ticket.lot } });

function* shrink({ book }: Desk, ticket: Ticket, quantity: number): Generator<BrokerEvent> {
  const { order } = ticket;
  // A close order keeps the size it was given; it takes what it finds.
  if (ticket.role === 'close' || !book.has(ticket) || (order.quantity ?? 0) <= quantity) return;
  ticket.order = { ...order, quantity };
  const change = { quantity };
  yield { ...orderSaid(order.id, 'working', { code: 'AMENDED', facts: change }), change };
}
