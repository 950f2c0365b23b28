import type { Order } from '../../domain/order.js';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { PositionSeen } from '../../domain/outside-view.js';
import type { OutsideAnswer } from '../simulated/simulated-broker.js';
import { bookExecution } from './book-execution.js';
import { differAlike } from './differ-alike.js';
import { fateIn } from './fate-in.js';
import { freezeWith } from './freeze-with.js';
import { heldThreeWays } from './held-three-ways.js';
import { orderOfOurs } from './order-of-ours.js';
import type { OutsideBooks } from './outside-books.js';

type Snapshot = Extract<OutsideEvent, { readonly kind: 'snapshot' }>;
type Working = ReadonlyMap<string, string>;

/**
 * Holds all that the broker knows against all that was booked: executions nobody heard of are booked, orders
 * come to their fate, positions are compared.
 */
export function* followSnapshot(books: OutsideBooks, told: Snapshot): Iterable<OutsideAnswer> {
  if (told.request <= books.line.request) return;
  books.line.request = told.request;
  const at = books.context.now();
  for (const execution of told.executions) yield* bookExecution(books, execution);
  const working = yield* listed(books, told.orders);
  const before = books.positions.seen();
  books.positions.snapshot(heldThreeWays(books, told.positions), at);
  for (const { order } of books.orders.live()) {
    if (!working.has(order.id)) yield* missed(books, order);
  }
  yield* returned(books, working);
  yield* drifts(books, before);
  books.line.isAsked = books.line.isUp;
  if (books.line.isUp) yield* books.freezes.lift('connection');
}

/** The symbols of orders of ours that the snapshot has at work, by their ids. */
function* listed(books: OutsideBooks, orders: Snapshot['orders']): Generator<OutsideAnswer, Working> {
  const working = new Map<string, string>();
  const moment = { at: books.context.now(), graceMs: books.terms.absentGraceMs };
  for (const told of orders) {
    const id = books.terms.names.idOf(told.order);
    const record = yield* orderOfOurs(books, told.order, told.symbol);
    const isOurs = record !== null || (id !== null && books.context.portfolio.isForgotten(id));
    if (id === null || !isOurs) continue;
    if (told.state === 'working') working.set(id, told.symbol);
    if (record) yield* books.orders.listed(id, told, moment);
  }
  return working;
}

/** An order that a snapshot does not have at work may be over, or unknown. */
function* missed(books: OutsideBooks, { id, symbol }: Order): Iterable<OutsideAnswer> {
  books.orders.missed(id, books.context.now());
  const fate = fateIn(books, id);
  if (fate === 'unknown') {
    const outcome = { code: 'ORDER_FATE_UNKNOWN', facts: { order: id } } as const;
    yield* freezeWith(books, { name: `order:${id}`, symbol }, outcome);
  }
  if (fate === 'never-arrived') {
    books.terms.commands.revoke(id);
    yield* books.orders.end(id, 'ORDER_NEVER_ARRIVED');
  }
  if (fate === 'done') yield* books.orders.end(id);
}

/** Orders that are over with us and at work there, in two snapshots that are far enough apart. */
function* returned(books: OutsideBooks, working: Working): Iterable<OutsideAnswer> {
  const { context, terms } = books;
  const at = context.now();
  for (const id of books.returned.keys()) {
    if (working.has(id)) continue;
    books.returned.delete(id);
    yield* books.freezes.lift(`returned:${id}`);
  }
  for (const [id, symbol] of working) {
    const fate = fateIn(books, id);
    if (fate !== 'done' && fate !== 'filled') continue;
    const since = books.returned.get(id) ?? at;
    books.returned.set(id, since);
    if (at - since < terms.absentGraceMs) continue;
    const outcome = { code: 'ORDER_RETURNED', facts: { order: id } } as const;
    yield* freezeWith(books, { name: `returned:${id}`, symbol }, outcome);
  }
}

function* drifts(books: OutsideBooks, before: readonly PositionSeen[]): Iterable<OutsideAnswer> {
  const seen = books.positions.seen();
  const differing = new Set(seen.filter(({ since }) => since !== null).map(({ symbol }) => symbol));
  for (const { name } of books.freezes.all()) {
    const isOver = name.startsWith('drift:') && !differing.has(name.slice('drift:'.length));
    if (isOver) yield* books.freezes.lift(name);
  }
  for (const now of seen) {
    if (!now.isDrift) continue;
    const { symbol, journal, engine, broker } = now;
    const outcome = { code: 'POSITION_DRIFT', facts: { symbol, journal, engine, broker } } as const;
    const place = { name: `drift:${symbol}`, symbol };
    const known = before.find((one) => one.symbol === symbol);
    const isOther = known?.isDrift === true && !differAlike(known, now);
    if (isOther) yield* books.freezes.renew({ ...outcome, ...place, since: books.context.now() });
    else yield* freezeWith(books, place, outcome);
  }
}
