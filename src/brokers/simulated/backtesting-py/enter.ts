import { assert } from '../../../domain/assert.js';
import type { Outcome } from '../../../domain/journal.js';
import { type End, ended } from '../ended.js';
import { orderSaid } from '../order-said.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { availableOf, type Desk, feeOf, lotUnits, pointOf, unitsOf } from './desk.js';
import { closing, followLot, type Spot } from './exit.js';
import { signOf, type Ticket } from './ticket.js';

/**
 * Fills an order that stands alone: closes opposite lots first in, first out, and opens a lot with the rest
 * if the money suffices then. Returns whether a lot was opened.
 */
export function* enter(desk: Desk, ticket: Ticket, spot: Spot): Generator<BrokerEvent, boolean> {
  const { order } = ticket;
  const adjusted = spot.price * (1 + desk.terms.spread * signOf(order));
  const cost = unitCost(desk, ticket, { raw: spot.price, adjusted });
  const sized = unitsAt(desk, ticket, cost);
  if (sized === 0) {
    const facts = { price: adjusted / desk.terms.unit, available: availableOf(desk, order.pipeline) };
    yield* ended(desk.book, ticket, { state: 'rejected', code: 'SIZE_ZERO', facts });
    return false;
  }
  const units = approvedUnits(desk, ticket, { units: sized, price: adjusted });
  if (typeof units !== 'number') {
    yield* ended(desk.book, ticket, { state: 'rejected', ...units });
    return false;
  }
  const rest =
    desk.terms.hedging && !order.reduceOnly ? units : yield* closeOpposite(desk, ticket, { units, spot });
  // Everything closed lots, or a pipeline took the order back when it heard of one of those fills.
  const end = rest === 0 ? null : restRefused(desk, ticket, { units, rest, cost });
  if (rest === 0 || end || !desk.book.has(ticket)) {
    yield* ended(desk.book, ticket, end);
    return false;
  }
  yield* open(desk, ticket, { ...spot, price: adjusted, units: rest });
  return true;
}

/**
 * What one unit costs with its share of the commission, settled once with the size as it was asked for: for
 * a fraction the fixed part is divided by the fraction, as that engine does it.
 */
const unitCost = (
  desk: Desk,
  { order }: Ticket,
  { raw, adjusted }: { raw: number; adjusted: number },
): number => {
  const asked = order.fraction ?? unitsOf(desk.terms, order.quantity ?? 0);
  const fee = feeOf(desk, order.symbol, { units: asked, price: raw });
  return adjusted * pointOf(desk, order.symbol) + fee / asked;
};

/**
 * Units of an order at the fill: a fraction buys as many as its share of the free buying power pays for.
 */
const unitsAt = (desk: Desk, { order }: Ticket, cost: number): number => {
  if (order.fraction === null) return unitsOf(desk.terms, order.quantity ?? 0);
  const budget = availableOf(desk, order.pipeline) * desk.terms.leverage * order.fraction;
  // The exact number of times the cost goes into the budget; a rounded quotient could be one too many.
  return Math.round((budget - (budget % cost)) / cost);
};

const approvedUnits = (
  desk: Desk,
  { order }: Ticket,
  { units, price }: { units: number; price: number },
): number | Outcome => {
  if (order.fraction === null) return units;
  const { unit } = desk.terms;
  const approved = desk.context.approveSized(order, units * unit, price / unit);
  return 'code' in approved ? approved : unitsOf(desk.terms, approved.quantity ?? units * unit);
};

function* closeOpposite(
  desk: Desk,
  ticket: Ticket,
  { units, spot }: { units: number; spot: Spot },
): Generator<BrokerEvent, number> {
  const { pipeline, symbol } = ticket.order;
  const sign = signOf(ticket.order);
  let rest = units;
  for (const lot of desk.context.portfolio.lots(pipeline)) {
    if (rest === 0 || !desk.book.has(ticket)) break;
    const held = lotUnits(desk.terms, lot);
    if (lot.symbol !== symbol || Math.sign(held) === sign) continue;
    const part = Math.min(rest, Math.abs(held));
    rest -= part;
    yield closing(desk, ticket, { ...spot, lot, units: part, complete: rest === 0 });
    yield* followLot(desk, pipeline, lot.id);
  }
  return rest;
}

const restRefused = (
  desk: Desk,
  { order }: Ticket,
  { units, rest, cost }: { units: number; rest: number; cost: number },
): End | null => {
  const { pipeline, symbol } = order;
  const state = rest < units ? 'cancelled' : 'rejected';
  if (order.reduceOnly) {
    const held = desk.context.portfolio.position(pipeline, symbol);
    return { state, code: 'REDUCE_ONLY', facts: { quantity: rest * desk.terms.unit, held } };
  }
  const needed = rest * cost;
  const available = availableOf(desk, pipeline) * desk.terms.leverage;
  return needed <= available ? null : { state, code: 'BUYING_POWER_SHORT', facts: { needed, available } };
};

function* open(desk: Desk, ticket: Ticket, fill: Spot & { units: number }): Generator<BrokerEvent> {
  const { order } = ticket;
  const { unit } = desk.terms;
  const { units, price, bar, happenedAt } = fill;
  yield {
    kind: 'fill',
    order: order.id,
    side: order.side,
    quantity: units * unit,
    price: price / unit,
    commission: feeOf(desk, order.symbol, { units, price }),
    happenedAt,
    effect: 'open',
    lot: null,
    entryCommission: null,
    bar,
    complete: true,
  };
  const lot = desk.context.portfolio.lots(order.pipeline).at(-1);
  assert(lot, 'backtesting.py: an opening fill has opened no lot');
  yield* protect(desk, ticket, { lot: lot.id, quantity: units * unit });
}

/**
 * Brings the children of an order to life: the stop-loss to the front of the queue, the
 * take-profit to its end.
 */
function* protect(
  desk: Desk,
  parent: Ticket,
  { lot, quantity }: { lot: string; quantity: number },
): Generator<BrokerEvent> {
  const children = parent.children.filter((child) => desk.book.has(child));
  for (const child of children) {
    child.lot = lot;
    child.order = { ...child.order, quantity };
    desk.book.put(child, child.role === 'stop-loss' ? 'front' : 'end');
  }
  desk.book.drop(parent);
  const change = { quantity };
  for (const { order } of children) yield { ...orderSaid(order.id, 'working'), facts: { lot }, change };
}
