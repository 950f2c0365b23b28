import { neededFor } from '../laws/buying-power.js';
import type { Liquidity } from '../laws/liquidity.js';
import type { BrokerEvent, BrokerFill } from '../simulated-broker.js';
import { type Desk, feeOf, fillable, freeEquity, lotsOf } from './desk.js';
import { followFill, mayGrow, wakeChildren } from './follow-fill.js';
import { leave } from './leave.js';
import { restOf, signOf, type Ticket } from './ticket.js';

/** A price that a row offers an order. */
export interface Offer {
  readonly price: number;
  readonly liquidity: Liquidity;
  readonly happenedAt: number;
  /** From when on the exits of what is opened here may fill. */
  readonly exitsSince: number;
}

/** Lets an order take what it may of an offer: by size, by price with its impact, by buying power. */
export function* takeOffer(desk: Desk, ticket: Ticket, offer: Offer): Generator<BrokerEvent> {
  const { order } = ticket;
  const wanted = fillable(desk, ticket);
  if (wanted === 0) {
    yield* nothingToReduce(desk, ticket);
    return;
  }
  yield* tellUnknownVolume(desk, ticket, offer);
  const quantity = Math.min(wanted, offer.liquidity.left(desk.context.instrument(order.symbol).lotSize));
  if (quantity <= 0 || (order.timeInForce === 'fok' && quantity < wanted)) return;
  const price = priceOf(ticket, offer, quantity);
  const facts = shortOf(desk, ticket, { quantity: wanted, price, seen: offer.price });
  if (facts) {
    const state = ticket.filled > 0 ? 'cancelled' : 'rejected';
    yield* leave(desk, ticket, { state, code: 'BUYING_POWER_SHORT', facts });
    return;
  }
  offer.liquidity.take(quantity);
  yield* book(desk, ticket, { ...offer, quantity, price });
}

/** What an order lacks to buy so much at that price; null where it lacks nothing. `seen`: what is offered. */
export const shortOf = (
  desk: Desk,
  ticket: Ticket,
  { quantity, price, seen }: { quantity: number; price: number; seen: number | null },
): { readonly needed: number; readonly available: number } | null => {
  const { pipeline, symbol } = ticket.order;
  const before = desk.context.portfolio.position(pipeline, symbol);
  const after = before + quantity * signOf(ticket);
  const step = { instrument: desk.context.instrument(symbol), price, before, after };
  const needed = neededFor(step, feeOf(desk, ticket, { quantity, price }), desk.settings.marginRatio);
  if (needed === 0) return null;
  const available = freeEquity(desk, pipeline, seen === null ? null : { symbol, price: seen });
  return needed <= available ? null : { needed, available };
};

/**
 * The offered price after the order's own impact, never beyond its limit: what waited at its limit is met
 * there.
 */
const priceOf = (ticket: Ticket, { price, liquidity }: Offer, quantity: number): number => {
  // However steep the law, nobody pays for being rid of something.
  const moved = price * (1 + signOf(ticket) * Math.min(1, liquidity.impactOf(quantity)));
  const { limitPrice, side } = ticket.order;
  if (limitPrice === null) return moved;
  return side === 'buy' ? Math.min(moved, limitPrice) : Math.max(moved, limitPrice);
};

function* tellUnknownVolume(
  desk: Desk,
  { order: { symbol } }: Ticket,
  { liquidity }: Offer,
): Generator<BrokerEvent> {
  if (liquidity.limit !== null || desk.unknownVolume.has(symbol)) return;
  desk.unknownVolume.add(symbol);
  yield { kind: 'notice', pipeline: null, symbol, code: 'VOLUME_UNKNOWN', facts: { symbol } };
}

function* nothingToReduce(desk: Desk, ticket: Ticket): Generator<BrokerEvent> {
  const { reduceOnly, pipeline, symbol } = ticket.order;
  if (ticket.lots || !reduceOnly) return;
  const held = desk.context.portfolio.position(pipeline, symbol);
  const facts = { quantity: restOf(ticket), held };
  yield* leave(desk, ticket, { state: 'cancelled', code: 'REDUCE_ONLY', facts });
}

type Fill = Pick<BrokerFill, 'quantity' | 'price' | 'happenedAt'>;

function* book(desk: Desk, ticket: Ticket, fill: Fill & Pick<Offer, 'exitsSince'>): Generator<BrokerEvent> {
  const { pipeline } = ticket.order;
  ticket.filling = true;
  if (ticket.lots) yield* closeLots(desk, ticket, fill);
  else {
    const known = new Set(desk.context.portfolio.lots(pipeline).map(({ id }) => id));
    yield fillOf(desk, ticket, { ...fill, lot: null });
    const opened = desk.context.portfolio.lots(pipeline).find(({ id }) => !known.has(id));
    if (opened) yield* wakeChildren(desk, ticket, { lot: opened.id, since: fill.exitsSince });
  }
  ticket.filling = false;
  if (isComplete(desk, ticket) || !desk.book.has(ticket)) yield* leave(desk, ticket, null);
  yield* followFill(desk, ticket);
}

function* closeLots(desk: Desk, ticket: Ticket, fill: Fill): Generator<BrokerEvent> {
  let rest = fill.quantity;
  for (const lot of lotsOf(desk, ticket)) {
    // A pipeline may take it back when it hears of the fill before.
    if (rest === 0 || !desk.book.has(ticket)) return;
    const quantity = Math.min(rest, Math.abs(lot.quantity));
    rest = Number((rest - quantity).toPrecision(12));
    yield fillOf(desk, ticket, { ...fill, quantity, lot: lot.id });
  }
}

const fillOf = (desk: Desk, ticket: Ticket, fill: Fill & Pick<BrokerFill, 'lot'>): BrokerFill => {
  const { order } = ticket;
  const { quantity, price, happenedAt, lot } = fill;
  const commission = feeOf(desk, ticket, { quantity, price });
  ticket.filled = Number((ticket.filled + quantity).toPrecision(12));
  const { assetClass, multiplier } = desk.context.instrument(order.symbol);
  const value = quantity * price * multiplier;
  ticket.value += value;
  desk.months.add(assetClass, { at: desk.context.now(), quantity, value });
  ticket.charged += commission;
  return {
    kind: 'fill',
    order: order.id,
    side: order.side,
    quantity,
    price,
    commission,
    happenedAt,
    effect: lot === null ? 'net' : 'close',
    lot,
    entryCommission: null,
    bar: 'current',
    complete: isComplete(desk, ticket),
  };
};

const isComplete = (desk: Desk, ticket: Ticket): boolean => restOf(ticket) === 0 && !mayGrow(desk, ticket);
