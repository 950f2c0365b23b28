import { withoutNoise } from '../../portfolio/without-noise.js';
import type { OutsideAnswer, Reconciliation } from '../simulated/simulated-broker.js';
import { fateIn } from './fate-in.js';
import type { OutsideBooks } from './outside-books.js';
import { positionIn } from './position-in.js';

/**
 * Takes a person's word: what the newest snapshot has of a symbol is so. Orders of unknown fate are over, the
 * difference in units is booked as an adjustment with who and why, and the symbol is free. No fill is
 * made up.
 */
export function* reconcile(books: OutsideBooks, asked: Reconciliation): Iterable<OutsideAnswer> {
  const { symbol } = asked;
  if (symbol === null) {
    for (const { name, symbol: about } of books.freezes.all()) {
      if (about === null && name !== 'connection') yield* books.freezes.lift(name);
    }
    return;
  }
  const pipeline = asked.pipeline ?? ownerOf(books, symbol);
  const seen = books.positions.seen().find((one) => one.symbol === symbol);
  const reason = reasonAgainst(books, { pipeline, isFresh: books.positions.isFresh(symbol) });
  if (reason !== null || pipeline === null) {
    yield { kind: 'notice', pipeline, symbol, code: 'RECONCILE_IMPOSSIBLE', facts: { symbol, reason } };
    return;
  }
  for (const { order } of books.orders.live()) {
    if (order.symbol !== symbol || fateIn(books, order.id) !== 'unknown') continue;
    yield* books.orders.end(order.id, 'ORDER_RECONCILED');
  }
  yield accepted(books, { ...asked, symbol, pipeline }, seen?.broker ?? 0);
  for (const freeze of books.freezes.all())
    if (freeze.symbol === symbol) yield* books.freezes.lift(freeze.name);
}

const reasonAgainst = (
  { line }: OutsideBooks,
  { pipeline, isFresh }: { pipeline: string | null; isFresh: boolean },
): string | null => {
  if (pipeline === null) return 'several pipelines trade it, or none: name one';
  if (!line.isAsked) return 'no snapshot came since the broker is connected';
  return isFresh ? null : 'it traded since the newest snapshot: wait for the next';
};

const accepted = (
  { context, executions, positions }: OutsideBooks,
  { symbol, pipeline, who, why }: Reconciliation & { symbol: string; pipeline: string },
  broker: number,
): OutsideAnswer => {
  const { portfolio, market, instrument, now } = context;
  const quantity = withoutNoise(broker - positionIn(portfolio, symbol));
  executions.accept(symbol, broker - executions.units(symbol));
  positions.accepted(symbol);
  const paid = portfolio.lots(pipeline, symbol)[0]?.entryPrice;
  return {
    kind: 'adjustment',
    pipeline,
    symbol,
    reason: 'accepted',
    order: null,
    execution: null,
    quantity,
    price: quantity === 0 ? 0 : (market.last(symbol) ?? paid ?? 0),
    money: 0,
    currency: instrument(symbol).currency,
    happenedAt: now(),
    who,
    why,
  };
};

/** The one pipeline that holds or works the symbol, or the only one there is. */
const ownerOf = ({ context: { portfolio } }: OutsideBooks, symbol: string): string | null => {
  const trading = portfolio.pipelines.filter(
    (pipeline) =>
      portfolio.position(pipeline, symbol) !== 0 ||
      portfolio.liveOrders(pipeline).some(({ order }) => order.symbol === symbol),
  );
  const [only, ...others] = trading.length > 0 ? trading : portfolio.pipelines;
  return only !== undefined && others.length === 0 ? only : null;
};
