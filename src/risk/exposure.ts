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
  /** Live orders of all pipelines. */
  readonly alive: number;
  readonly placedEarlier: number;
}

/** Adds an order to what is there. */
export const exposureWith = (
  order: Order,
  { earlier, price }: { earlier: readonly Command[]; price: number },
  context: RiskContext,
): Exposure => {
  const { portfolio, instrument } = context;
  const { pipeline, symbol } = order;
  const quantity = order.quantity ?? estimate(order, price, context);
  const placed = earlier.flatMap((command) => (command.kind === 'place' ? [command.order] : []));
  const before = placed.reduce((sum, other) => sum + signed(other, other.quantity ?? 0), 0);
  const held = portfolio.position(pipeline, symbol) + before;
  const working = portfolio
    .liveOrders(pipeline)
    .filter(({ order: other }) => isBeside(other, order))
    .reduce((sum, record) => sum + left(record), 0);
  return {
    order,
    quantity,
    price,
    notional: quantity * price * instrument(symbol).multiplier,
    held,
    reached: held + working + signed(order, quantity),
    alive: portfolio.pipelines.reduce((count, id) => count + portfolio.liveOrders(id).length, 0),
    placedEarlier: placed.length,
  };
};

/** The position with all working orders on that side becomes smaller and does not cross zero. */
export const reducesRisk = ({ held, reached }: Exposure): boolean =>
  Math.abs(reached) < Math.abs(held) && (reached === 0 || Math.sign(reached) === Math.sign(held));

/** Gross notional of the account over all symbols if the order fills. */
export const grossWith = (exposure: Exposure, context: RiskContext): number =>
  notionals(exposure, context).reduce((sum, notional) => sum + Math.abs(notional), 0);

/** Net notional of the account over all symbols if the order fills. */
export const netWith = (exposure: Exposure, context: RiskContext): number =>
  notionals(exposure, context).reduce((sum, notional) => sum + notional, 0);

const notionals = (exposure: Exposure, context: RiskContext): readonly number[] => {
  const { portfolio, market, instrument } = context;
  const { order, price, reached } = exposure;
  return [...new Set([...portfolio.symbols(), order.symbol])].map((symbol) => {
    const held = portfolio.pipelines.reduce((sum, id) => sum + portfolio.position(id, symbol), 0);
    const isOwn = symbol === order.symbol;
    const quantity = isOwn ? held - portfolio.position(order.pipeline, symbol) + reached : held;
    return quantity * (isOwn ? price : (market.last(symbol) ?? 0)) * instrument(symbol).multiplier;
  });
};

const signed = (order: Order, quantity: number): number => (order.side === 'buy' ? quantity : -quantity);

/** Orders that add up on one side; exits of a bracket stand on the other side and only ever reduce. */
const isBeside = (other: Order, order: Order): boolean =>
  other.symbol === order.symbol && other.side === order.side && other.id !== order.id && !other.reduceOnly;

const left = ({ order, filled }: OrderRecord): number => signed(order, (order.quantity ?? 0) - filled);

const estimate = (order: Order, price: number, { portfolio, instrument }: RiskContext): number => {
  const money = (order.fraction ?? 0) * Math.max(0, portfolio.equity(order.pipeline));
  return Math.floor(money / (price * instrument(order.symbol).multiplier));
};
