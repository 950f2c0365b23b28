import type { OrderRecord } from '../domain/journal.js';
import type { Command, Order, Side } from '../domain/order.js';
import { estimate } from './estimate.js';
import { formsOf } from './forms-of.js';
import { isExit } from './is-exit.js';
import { orderPrice } from './order-price.js';
import type { RiskContext } from './risk-context.js';

/** What a pipeline has of a symbol. */
export interface Stake {
  /** Units held, signed. */
  readonly held: number;
  /** Units that exits of a side may close. */
  readonly closable: Readonly<Record<Side, number>>;
  readonly working: readonly Working[];
}

/** An order that may fill, and the units that it may still bring. */
export interface Working {
  readonly order: Order;
  readonly left: number;
}

/** Whose stake is asked about, and what is left out of it or taken as done. */
export interface Asked {
  readonly pipeline: string;
  readonly symbol: string;
  /** An order that is counted by itself. */
  readonly except?: string;
  /** Closes that stand before it in the same intent. */
  readonly earlier?: readonly Command[];
}

/** Reads a stake from the portfolio. */
export const stakeOf = ({ pipeline, symbol, except, earlier = [] }: Asked, context: RiskContext): Stake => {
  const { portfolio } = context;
  let held = portfolio.position(pipeline, symbol);
  const closable = { buy: 0, sell: 0 };
  for (const { quantity } of portfolio.lots(pipeline, symbol)) {
    closable[quantity > 0 ? 'sell' : 'buy'] += Math.abs(quantity);
  }
  for (const command of earlier) {
    if (command.kind !== 'place') continue;
    const { side, quantity } = command.order;
    held += signOf(side) * (quantity ?? 0);
    closable[side] = Math.max(0, closable[side] - (quantity ?? 0));
  }
  const working: Working[] = [];
  for (const record of portfolio.liveOrders(pipeline)) {
    const { order } = record;
    if (order.symbol !== symbol || order.id === except || sleeps(record)) continue;
    working.push({ order, left: leftOf(record, context) });
  }
  return { held, closable, working };
};

/**
 * How far the orders of one side can take a position, all of them filled: the worst that can come of them.
 * Exits close what is there and open nothing, but they may fill before an order that counts on it. Of a group
 * (oco) one fills.
 */
export const reach = ({ held, closable, working }: Stake, side: Side): number => {
  // Mostly nothing is on its way.
  if (working.length === 0) return held;
  const ofSide = working.filter(({ order }) => order.side === side);
  const entries = unitsTogether(ofSide.filter(({ order }) => !isExit(order)));
  const exits = unitsTogether(ofSide.filter(({ order }) => isExit(order)));
  return held + signOf(side) * (entries + Math.min(exits, closable[side]));
};

/** 1 for a buy, -1 for a sell. */
export const signOf = (side: Side): 1 | -1 => (side === 'buy' ? 1 : -1);

/** The exits of a bracket wait for its entry and bring nothing before. */
export const sleeps = ({ order, state }: OrderRecord): boolean =>
  order.parent !== null && state === 'pending';

/** Units that orders of one side bring if all fill: of a group (oco) one does. */
export const unitsTogether = (working: readonly Working[]): number => {
  const only = working[0];
  // Names are put together only where there are several to tell apart.
  if (working.length <= 1) return only ? Math.max(0, only.left) : 0;
  const groups = new Map<string, number>();
  for (const { order, left } of working) {
    // An id is never a group's name: of orders in no group each is one by itself.
    const group = order.oco === null ? `order ${order.id}` : `group ${order.oco}`;
    groups.set(group, Math.max(groups.get(group) ?? 0, left));
  }
  return [...groups.values()].reduce((sum, units) => sum + units, 0);
};

/** The most that an order may still bring: it fills as it stands, or as a change on its way makes it. */
const leftOf = (record: OrderRecord, context: RiskContext): number => {
  let most = Number.NEGATIVE_INFINITY;
  for (const form of formsOf(record)) most = Math.max(most, unitsOf(form, context));
  return most - record.filled;
};

const unitsOf = (order: Order, context: RiskContext): number => {
  if (order.quantity !== null) return order.quantity;
  const price = orderPrice(order, context.market.last(order.symbol)) ?? 0;
  return estimate(order, { price, earlier: [] }, context);
};
