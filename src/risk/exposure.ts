import type { OrderRecord } from '../domain/journal.js';
import type { Command, Order } from '../domain/order.js';
import type { RiskContext } from './risk-context.js';

/** An order seen against what is held and what is on its way. Units are signed where they say a position. */
export interface Exposure {
  readonly order: Order;
  /** Units, positive; of an order sized at the fill the estimate at the last price. */
  readonly quantity: number;
  readonly notional: number;
  readonly price: number;
  /** What the pipeline holds once the earlier commands of the same intent are done. */
  readonly held: number;
  /** The pipeline's position if this order and all others on its side fill. */
  readonly reached: number;
  /** Orders that would be alive: all others, and this one with its children. */
  readonly open: number;
  /** Orders that this minute would count with it. */
  readonly sends: number;
}

/** What an order comes with. */
export interface Beside {
  /** Commands of the same intent that stand before it, counted as if they were done. */
  readonly earlier: readonly Command[];
  readonly children: readonly Order[];
  /**
   * 1 where it is a message of its own; 0 where the order was sent before and only its fill is asked about.
   */
  readonly sends: 0 | 1;
}

/** Adds an order to what is there. */
export const exposureWith = (
  order: Order,
  beside: Beside,
  context: RiskContext & { price: number },
): Exposure => {
  const { portfolio, instrument, price } = context;
  const { pipeline, symbol } = order;
  const quantity = order.quantity ?? estimate(order, price, context);
  const places = beside.earlier.flatMap((command) => (command.kind === 'place' ? [command] : []));
  const before = places.reduce((sum, place) => sum + signed(place.order, place.order.quantity ?? 0), 0);
  const held = portfolio.position(pipeline, symbol) + before;
  // What an amended order has filled is held already.
  const rest = signed(order, quantity - (portfolio.order(order.id)?.filled ?? 0));
  return {
    order,
    quantity,
    price,
    notional: quantity * price * instrument(symbol).multiplier,
    held,
    reached: reachedBy(order, held + working(pipeline, order, context), rest),
    open:
      portfolio.pipelines.reduce((count, id) => count + others(portfolio.liveOrders(id), order).length, 0) +
      places.reduce((count, { children }) => count + 1 + children.length, 0) +
      1 +
      beside.children.length,
    sends: places.length + beside.sends,
  };
};

/** An order that only reduces stops where nothing is left. */
const reachedBy = ({ reduceOnly, lot }: Order, from: number, rest: number): number => {
  const reached = from + rest;
  const stops = from * reached < 0 || (from === 0 && lot === null);
  return reduceOnly && stops ? 0 : reached;
};

const others = (records: readonly OrderRecord[], order: Order): readonly OrderRecord[] =>
  records.filter((record) => record.order.id !== order.id);

/** Signed units that orders of a pipeline on the same side may still bring. */
const working = (pipeline: string, order: Order, { portfolio }: RiskContext): number =>
  others(portfolio.liveOrders(pipeline), order)
    .filter(({ order: other }) => other.symbol === order.symbol && other.side === order.side && adds(other))
    .reduce((sum, record) => sum + left(record), 0);

/**
 * The position with all working orders on that side becomes smaller and does not cross zero; an order that
 * may
 * do nothing else does.
 */
export const reducesRisk = ({ order, held, reached }: Exposure): boolean =>
  (order.reduceOnly && order.lot === null) ||
  (Math.abs(reached) < Math.abs(held) && (reached === 0 || Math.sign(reached) === Math.sign(held)));

/** Gross notional of the account over all symbols if the order and all that work fill. */
export const grossWith = (exposure: Exposure, context: RiskContext): number =>
  notionals(exposure, context).reduce(
    (sum, { held, bought, sold, own }) =>
      sum + (own === null ? Math.max(Math.abs(held + bought), Math.abs(held + sold)) : Math.abs(own)),
    0,
  );

/** Net notional of the account over all symbols if the order fills and all that work on its side. */
export const netWith = (exposure: Exposure, context: RiskContext): number =>
  notionals(exposure, context).reduce(
    (sum, { held, bought, sold, own }) =>
      sum + (own ?? held + (exposure.order.side === 'buy' ? bought : sold)),
    0,
  );

/**
 * Money in one symbol: held by all, on its way on either side, and of the order's own symbol what it leads
 * to.
 */
interface Notional {
  readonly held: number;
  readonly bought: number;
  readonly sold: number;
  readonly own: number | null;
}

const notionals = (exposure: Exposure, context: RiskContext): readonly Notional[] => {
  const { portfolio, market, instrument } = context;
  const { order, price, reached } = exposure;
  return [...new Set([...portfolio.symbols(), order.symbol])].map((symbol) => {
    const isOwn = symbol === order.symbol;
    const point = (isOwn ? price : (market.last(symbol) ?? 0)) * instrument(symbol).multiplier;
    const held = portfolio.pipelines.reduce((sum, id) => sum + portfolio.position(id, symbol), 0);
    const coming = (side: Order['side'], pipelines: readonly string[]): number =>
      pipelines.reduce((sum, id) => sum + working(id, { ...order, symbol, side }, context), 0);
    const rest = portfolio.pipelines.filter((id) => id !== order.pipeline);
    const own = held - portfolio.position(order.pipeline, symbol) + reached + coming(order.side, rest);
    return {
      held: held * point,
      bought: coming('buy', portfolio.pipelines) * point,
      sold: coming('sell', portfolio.pipelines) * point,
      own: isOwn ? own * point : null,
    };
  });
};

const signed = (order: Order, quantity: number): number => (order.side === 'buy' ? quantity : -quantity);

/**
 * Orders that add up on one side. Exits that wait (a bracket's) only ever reduce; one at the market is sure
 * to,
 * and what follows it finds nothing left.
 */
const adds = ({ reduceOnly, type }: Order): boolean => !reduceOnly || type === 'market';

const left = ({ order, filled }: OrderRecord): number => signed(order, (order.quantity ?? 0) - filled);

const estimate = (order: Order, price: number, { portfolio, instrument }: RiskContext): number => {
  const money = (order.fraction ?? 0) * Math.max(0, portfolio.equity(order.pipeline));
  return price === 0 ? 0 : Math.floor(money / (price * instrument(order.symbol).multiplier));
};
