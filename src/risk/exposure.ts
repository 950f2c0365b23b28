import type { OrderRecord } from '../domain/journal.js';
import type { Command, Order, Side } from '../domain/order.js';
import { estimate } from './estimate.js';
import { isExit } from './is-exit.js';
import { reach, type Stake, stakeOf } from './reach.js';
import type { RiskContext } from './risk-context.js';

/** An order seen against what is held and what is on its way. */
export interface Exposure {
  readonly order: Order;
  /** Units, positive; of an order sized at the fill the estimate. */
  readonly quantity: number;
  readonly notional: number;
  readonly price: number;
  /** What it does to the position of its pipeline. */
  readonly own: Change;
  /** What it does to the position of the account: the net of all pipelines. */
  readonly account: Change;
  /** What its pipeline has of the symbol without it, once the earlier commands are done. */
  readonly stake: Stake;
  /** Its limit price is said for the first time: in a new order, or by an amendment. */
  readonly namesLimit: boolean;
  /** Orders that would be alive: all others, and this one with its children. */
  readonly open: number;
  /** Orders that this minute would count with it. */
  readonly sends: number;
}

/** Signed units: what is held, and where all orders on one side can take it, without an order and with it. */
export interface Change {
  readonly held: number;
  readonly before: number;
  readonly after: number;
}

/** What an order comes with. */
export interface Beside {
  /** Commands of the same intent that stand before it, counted as if they were done. */
  readonly earlier: readonly Command[];
  readonly children: readonly Order[];
  /** 1 where it is a message of its own; 0 where it was sent before and only its fill is asked about. */
  readonly sends: 0 | 1;
  /** The order as it was, where it is changed; else null. */
  readonly replaces: OrderRecord | null;
}

/** Adds an order to what is there. */
export const exposureWith = (
  { order, price }: Pick<Exposure, 'order' | 'price'>,
  beside: Beside,
  context: RiskContext,
): Exposure => {
  const { portfolio, instrument } = context;
  const { pipeline, symbol, side } = order;
  const { earlier, children, replaces } = beside;
  const quantity = order.quantity ?? estimate(order, { price, earlier }, context);
  const seen = stakeOf({ pipeline, symbol, except: order.id, earlier }, context);
  // An entry that takes the place of what is held begins from nothing.
  const displaces = context.exclusive && !isExit(order);
  const stake = displaces ? { ...seen, held: 0, closable: { buy: 0, sell: 0 } } : seen;
  // What an amended order has filled is held already.
  const left = quantity - (portfolio.order(order.id)?.filled ?? 0);
  const without = replaces ? stakeOf({ pipeline, symbol, earlier }, context) : stake;
  const own = {
    held: seen.held,
    before: reach(without, side),
    after: reach({ ...stake, working: [...stake.working, { order, left }] }, side),
  };
  const rest = restOf(order, context);
  const sent = sentBefore(earlier);
  return {
    order,
    quantity,
    price,
    notional: quantity * price * instrument(symbol).multiplier,
    own,
    account: {
      held: own.held + rest.held,
      before: own.before + rest.reach,
      after: own.after + rest.reach,
    },
    stake,
    namesLimit: beside.sends === 1 && replaces?.order.limitPrice !== order.limitPrice,
    open: othersAlive(order, context) + sent.orders + 1 + children.length,
    sends: sent.messages + beside.sends,
  };
};

/** What the other pipelines hold of the symbol, and where their orders on the order's side can take that. */
const restOf = ({ pipeline, symbol, side }: Order, context: RiskContext): { held: number; reach: number } => {
  const rest = { held: 0, reach: 0 };
  for (const other of context.portfolio.pipelines) {
    if (other === pipeline) continue;
    const stake = stakeOf({ pipeline: other, symbol }, context);
    rest.held += stake.held;
    rest.reach += reach(stake, side);
  }
  return rest;
};

/** Orders that commands before it send, and in how many messages. */
const sentBefore = (earlier: readonly Command[]): { orders: number; messages: number } => {
  const sent = { orders: 0, messages: 0 };
  for (const command of earlier) {
    if (command.kind !== 'place') continue;
    sent.orders += 1 + command.children.length;
    sent.messages += 1;
  }
  return sent;
};

const othersAlive = ({ id }: Order, { portfolio }: RiskContext): number => {
  let count = 0;
  for (const pipeline of portfolio.pipelines) {
    for (const record of portfolio.liveOrders(pipeline)) if (record.order.id !== id) count += 1;
  }
  return count;
};

/** A position with all orders on that side becomes smaller and does not cross zero. */
export const isSmaller = ({ held, before, after }: Change): boolean =>
  falls(held, after) || falls(before, after);

const falls = (from: number, to: number): boolean => Math.abs(to) < Math.abs(from) && from * to >= 0;

/** Gross notional of the account: every symbol's net position, on the side where its orders lead further. */
export const grossWith = (exposure: Exposure, context: RiskContext): number =>
  Math.abs(ownNotional(exposure, context)) +
  otherSymbols(exposure, context).reduce((sum, symbol) => {
    const stakes = stakesOf(symbol, context);
    const units = Math.max(Math.abs(reachAll(stakes, 'buy')), Math.abs(reachAll(stakes, 'sell')));
    return sum + units * pointOf(symbol, stakes, context);
  }, 0);

/** Net notional of the account over all symbols if all orders on the order's side fill. */
export const netWith = (exposure: Exposure, context: RiskContext): number =>
  ownNotional(exposure, context) +
  otherSymbols(exposure, context).reduce((sum, symbol) => {
    const stakes = stakesOf(symbol, context);
    return sum + reachAll(stakes, exposure.order.side) * pointOf(symbol, stakes, context);
  }, 0);

const ownNotional = ({ order, price, account }: Exposure, { instrument }: RiskContext): number =>
  account.after * price * instrument(order.symbol).multiplier;

const otherSymbols = ({ order }: Exposure, { portfolio }: RiskContext): readonly string[] =>
  portfolio.symbols().filter((symbol) => symbol !== order.symbol);

const stakesOf = (symbol: string, context: RiskContext): readonly Stake[] =>
  context.portfolio.pipelines.map((pipeline) => stakeOf({ pipeline, symbol }, context));

const reachAll = (stakes: readonly Stake[], side: Side): number =>
  stakes.reduce((units, stake) => units + reach(stake, side), 0);

/** Money per unit; before a symbol's first price the best guess is what its orders name. */
const pointOf = (symbol: string, stakes: readonly Stake[], { market, instrument }: RiskContext): number =>
  (market.last(symbol) ?? namedBy(stakes)) * instrument(symbol).multiplier;

const namedBy = (stakes: readonly Stake[]): number =>
  Math.max(
    0,
    ...stakes.flatMap(({ working }) => working.map(({ order }) => order.limitPrice ?? order.stopPrice ?? 0)),
  );
