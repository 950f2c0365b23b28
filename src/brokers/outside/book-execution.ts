import type { OutsideEvent, OutsideExecution } from '../../domain/outside-event.js';
import { withoutNoise } from '../../portfolio/without-noise.js';
import type { BrokerAdjustment, BrokerFill, OutsideAnswer } from '../simulated/simulated-broker.js';
import type { Booking, Change } from './booking.js';
import { freezeWith } from './freeze-with.js';
import { orderOfOurs } from './order-of-ours.js';
import type { OutsideBooks } from './outside-books.js';

/**
 * Books an execution of ours: a fill, or the difference to what it replaces. Somebody else's is nothing here:
 * the account's position will differ, and that is seen there. One of an order that is forgotten is known, or
 * freezes its symbol: who could say what it is the rest of?
 */
export function* bookExecution(books: OutsideBooks, told: OutsideExecution): Iterable<OutsideAnswer> {
  if (isForgotten(books, told.order)) {
    if (books.executions.isKnown(told.execution)) {
      const { execution, commission } = told;
      if (commission !== null) yield* bookFee(books, { execution, commission });
      return;
    }
    books.executions.setAside(told);
    const facts = { execution: told.execution, order: told.order };
    const place = { name: `forgotten:${told.execution}`, symbol: told.symbol };
    yield* freezeWith(books, place, { code: 'ORDER_FORGOTTEN', facts });
    return;
  }
  const record = yield* orderOfOurs(books, told.order, told.symbol);
  if (!record) return;
  const { id } = record.order;
  const booking = books.executions.execution(told);
  books.orders.heard(id);
  if (booking?.kind === 'contradiction') {
    const text = `execution ${told.execution} was told twice, with different values`;
    const place = { name: `twice:${told.execution}`, symbol: told.symbol };
    yield* freezeWith(books, place, { code: 'BROKER_UNINTELLIGIBLE', facts: { text } });
    return;
  }
  if (booking) books.positions.traded(told.symbol);
  if (booking?.kind === 'fill') {
    const filled = withoutNoise(record.filled + told.quantity);
    yield fillOf(id, booking, filled >= (record.order.quantity ?? 0));
  } else if (booking) yield* changed(books, booking);
  yield* books.orders.settle(id);
}

/** Books what an execution cost, told later than itself or when it is told again. */
export function* bookFee(
  books: OutsideBooks,
  fee: Pick<Extract<OutsideEvent, { readonly kind: 'fee' }>, 'execution' | 'commission'>,
): Iterable<OutsideAnswer> {
  const booking = books.executions.fee(fee);
  if (!booking) return;
  if (booking !== 'past' && !isForgotten(books, booking.order)) {
    yield* changed(books, booking);
    return;
  }
  const { execution, commission } = fee;
  const facts = { execution, commission };
  yield { kind: 'notice', pipeline: null, symbol: null, code: 'FEE_FORGOTTEN', facts };
}

/** Whether an order of ours, as the broker calls it, is over for so long that it is not known. */
const isForgotten = ({ context, terms }: OutsideBooks, name: string): boolean => {
  const id = terms.names.idOf(name);
  return id !== null && context.portfolio.isForgotten(id);
};

const fillOf = (
  order: string,
  { told, commission }: Extract<Booking, { kind: 'fill' }>,
  complete: boolean,
): BrokerFill => ({
  kind: 'fill',
  order,
  side: told.side,
  quantity: told.quantity,
  price: told.price,
  commission,
  happenedAt: told.happenedAt,
  effect: 'net',
  lot: null,
  entryCommission: null,
  bar: 'current',
  complete,
  execution: told.execution,
});

/** What units and prices come to, then what it costs: a fee is one however it was told. */
function* changed({ context, terms }: OutsideBooks, booking: Change): Iterable<BrokerAdjustment> {
  const { execution, units, points, cost, symbol } = booking;
  const order = terms.names.idOf(booking.order) ?? booking.order;
  const record = context.portfolio.order(order);
  if (!record) return;
  const { currency, multiplier } = context.instrument(symbol);
  const { pipeline } = record.order;
  const about = { pipeline, symbol, order, execution, currency, happenedAt: context.now(), who: null };
  const common = { kind: 'adjustment', ...about } as const;
  if (units !== 0 || points !== 0) {
    const price = units === 0 ? 0 : booking.price;
    const told = { quantity: units, price, money: points * multiplier };
    yield { ...common, ...told, reason: 'correction', why: 'the broker told it anew' };
  }
  if (cost === 0) return;
  yield { ...common, reason: 'fee', quantity: 0, price: 0, money: -cost, why: 'the broker told its fee' };
}
