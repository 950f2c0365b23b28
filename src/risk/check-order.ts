import type { Facts, OrderRecord, Outcome } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import type { OutcomeCode } from '../domain/outcome-codes.js';
import { checkLatch } from './check-latch.js';
import { closesAll } from './closes-all.js';
import { type Beside, type Exposure, exposureWith, grossWith, isSmaller, netWith } from './exposure.js';
import { formsOf } from './forms-of.js';
import { isExit } from './is-exit.js';
import { orderPrice } from './order-price.js';
import { signOf } from './reach.js';
import type { RiskContext } from './risk-context.js';

/** Asks every limit about one order; the first that says no is the answer, with the numbers it compared. */
export const checkOrder = (order: Order, beside: Beside, context: RiskContext): Outcome | null => {
  const price = orderPrice(order, context.market.last(order.symbol));
  if (price === undefined && needsPrice(order, context)) {
    return outcome('PRICE_UNKNOWN', { symbol: order.symbol });
  }
  // Where no limit needs a price, units are all there is to ask about.
  const exposure = exposureWith({ order, price: price ?? 0 }, beside, context);
  for (const check of CHECKS) {
    const refused = check(exposure, context);
    if (refused) return refused;
  }
  return null;
};

/** Without a limit that needs one, an order may be sent before the first price is known. */
const needsPrice = ({ quantity }: Order, { limits }: RiskContext): boolean => {
  const ofMoney = [limits.maxOrderNotional, limits.maxGrossNotional, limits.maxNetNotional];
  // A fraction comes to no units without a price.
  const ofUnits = quantity === null ? [limits.maxOrderQuantity, limits.maxPositionQuantity] : [];
  return [...ofMoney, ...ofUnits].some((limit) => limit !== null);
};

type Check = (exposure: Exposure, context: RiskContext) => Outcome | null;

const outcome = (code: OutcomeCode, facts: Facts): Outcome => ({ code, facts });

const symbolAllowed: Check = ({ order: { symbol } }, { limits }) =>
  limits.symbols === null || limits.symbols.includes(symbol)
    ? null
    : outcome('SYMBOL_NOT_ALLOWED', { symbol });

const sessionOpen: Check = ({ order: { symbol } }, { limits, inSession, now }) =>
  !limits.sessionOnly || inSession(symbol, now()) ? null : outcome('SESSION_CLOSED', { symbol, at: now() });

const smallest: Check = ({ order, quantity }, { instrument, snaps, portfolio }) => {
  const { minQuantity } = instrument(order.symbol);
  if (!snaps(order.symbol) || quantity >= minQuantity || closesAll(order, portfolio)) return null;
  return outcome('QUANTITY_TOO_SMALL', { quantity, minQuantity });
};

const reduceOnly: Check = (exposure, { portfolio, rules }) => {
  const { order, quantity, own } = exposure;
  if (!isExit(order)) return null;
  // An order for one lot makes that lot smaller, whatever stands against it (hedging).
  const lot = portfolio.lots(order.pipeline).find(({ id }) => id === order.lot);
  const held = lot?.quantity ?? own.held;
  const against = Math.sign(held) === -signOf(order.side);
  // The exit of an entry that has not filled yet has nothing to reduce so far.
  const waits = portfolio.order(order.id)?.state === 'pending';
  if (!against && !waits) return outcome('REDUCE_ONLY', { quantity, held });
  return isGivenUp(exposure) && !rules.sizesAtFill ? outcome('REDUCE_ONLY', { quantity, held: 0 }) : null;
};

/**
 * Orders at the market close all that there is already, at the latest when this one would. Lots that are kept
 * apart may be closed twice.
 */
const isGivenUp = ({
  order: { type, side, timeInForce },
  stake: { closable, working },
}: Exposure): boolean => {
  if (type !== 'market') return false;
  const closing = working.filter(({ order }) => {
    const inTime = order.timeInForce === timeInForce || !waitsForInstant(order);
    return order.side === side && order.type === 'market' && isExit(order) && inTime;
  });
  return closing.length > 0 && closing.reduce((sum, { left }) => sum + left, 0) >= closable[side];
};

const waitsForInstant = ({ timeInForce }: Order): boolean =>
  timeInForce === 'open' || timeInForce === 'close';

const orderQuantity: Check = ({ quantity }, { limits: { maxOrderQuantity: limit } }) =>
  limit === null || quantity <= limit ? null : outcome('ORDER_QUANTITY_MAX', { quantity, limit });

const orderNotional: Check = ({ notional }, { limits: { maxOrderNotional: limit } }) =>
  limit === null || notional <= limit ? null : outcome('ORDER_NOTIONAL_MAX', { notional, limit });

const positionQuantity: Check = ({ account }, { limits: { maxPositionQuantity: limit } }) => {
  const quantity = Math.abs(account.after);
  if (limit === null || quantity <= limit || isSmaller(account)) return null;
  return outcome('POSITION_QUANTITY_MAX', { quantity, limit });
};

const grossNotional: Check = (exposure, context) => {
  const limit = context.limits.maxGrossNotional;
  if (limit === null || isSmaller(exposure.account)) return null;
  const notional = grossWith(exposure, context);
  return notional <= limit ? null : outcome('GROSS_NOTIONAL_MAX', { notional, limit });
};

/** Too much on the other side is nothing that this order leads to: it may set it off. */
const netNotional: Check = (exposure, context) => {
  const limit = context.limits.maxNetNotional;
  if (limit === null || isSmaller(exposure.account)) return null;
  const notional = netWith(exposure, context) * signOf(exposure.order.side);
  return notional <= limit ? null : outcome('NET_NOTIONAL_MAX', { notional, limit });
};

const openOrders: Check = ({ open }, { limits: { maxOpenOrders: limit } }) =>
  limit === null || open <= limit ? null : outcome('OPEN_ORDERS_MAX', { open, limit });

const orderRate: Check = ({ sends }, { limits: { maxOrdersPerMinute: limit }, ordersInLastMinute }) => {
  if (limit === null || sends === 0) return null;
  const count = ordersInLastMinute() + sends;
  return count <= limit ? null : outcome('ORDER_RATE_MAX', { count, limit });
};

/**
 * A limit far from where its order comes to the market is a slip of the finger; a stop is far away on
 * purpose, and so is the exit of a bracket or of a lot.
 */
const collar: Check = ({ order, namesLimit }, { limits: { collarBps: limit }, market }) => {
  const { limitPrice: price, side, stopPrice } = order;
  const isProtective = order.role === 'stop-loss' || order.role === 'take-profit';
  if (limit === null || price === null || !namesLimit || isProtective) return null;
  const last = market.last(order.symbol);
  if (last === undefined) return outcome('PRICE_UNKNOWN', { symbol: order.symbol });
  const furthest = side === 'buy' ? Math.max : Math.min;
  const reference = stopPrice === null ? last : furthest(stopPrice, last);
  const distanceBps = (Math.abs(price - reference) / reference) * 10_000;
  return distanceBps <= limit ? null : outcome('PRICE_COLLAR', { price, reference, distanceBps, limit });
};

/** Opposite orders of two pipelines could trade with each other: a wash trade, which venues forbid. */
const crossing: Check = ({ order }, { portfolio, rules, market }) => {
  if (!rules.refusesCrossing) return null;
  for (const pipeline of portfolio.pipelines) {
    if (pipeline === order.pipeline) continue;
    for (const other of portfolio.liveOrders(pipeline)) {
      const { id, symbol } = other.order;
      if (symbol !== order.symbol) continue;
      const meets = (form: Order): boolean => !(isImmediate(order) && isAsleep(form, other, market));
      if (formsOf(other).some((form) => meets(form) && couldTrade(order, form))) {
        return outcome('ORDERS_CROSS', { order: id, pipeline });
      }
    }
  }
  return null;
};

const isImmediate = (order: Order): boolean =>
  order.limitPrice === null && order.stopPrice === null && !waitsForInstant(order);

/**
 * A stop that the price has not reached is not in the market: what trades with the next row does not meet it,
 * unless that row is the one that reaches it.
 */
const isAsleep = (
  { symbol, side, stopPrice }: Order,
  { filled }: OrderRecord,
  market: RiskContext['market'],
): boolean => {
  const last = market.last(symbol);
  if (stopPrice === null || filled > 0 || last === undefined) return false;
  return side === 'sell' ? last > stopPrice : last < stopPrice;
};

const couldTrade = (a: Order, b: Order): boolean => {
  if (a.side === b.side) return false;
  const [buy, sell] = a.side === 'buy' ? [a, b] : [b, a];
  return (buy.limitPrice ?? Number.POSITIVE_INFINITY) >= (sell.limitPrice ?? 0);
};

const CHECKS: readonly Check[] = [
  symbolAllowed,
  sessionOpen,
  smallest,
  reduceOnly,
  checkLatch,
  orderQuantity,
  orderNotional,
  positionQuantity,
  grossNotional,
  netNotional,
  openOrders,
  orderRate,
  collar,
  crossing,
];
