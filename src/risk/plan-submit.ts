import type { SubmitIntent } from '../domain/intent.js';
import type { Outcome } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { invalid } from './invalid.js';
import { isCountable } from './is-countable.js';
import { keyTaken } from './key-taken.js';
import { orderOf } from './order-of.js';
import type { Plan } from './plan.js';
import type { RiskContext } from './risk-context.js';

/** One order and the protective orders that come to life with its fill. */
export const planSubmit = (intent: SubmitIntent, pipeline: string, context: RiskContext): Plan => {
  const refused = flawOf(intent, pipeline, context);
  if (refused) return { refused };
  const { kind: _, stopLoss, takeProfit, ...wish } = intent;
  const order = orderOf({ ...wish, pipeline, role: roleOf(intent) }, context);
  if (order.quantity === 0) {
    const { minQuantity } = context.instrument(intent.symbol);
    return { refused: { code: 'QUANTITY_TOO_SMALL', facts: { quantity: intent.quantity, minQuantity } } };
  }
  const children = childrenOf(order, { stopLoss, takeProfit }, context);
  const flaw = gridFlaw([order, ...children]);
  return flaw ? { refused: flaw } : { commands: [{ kind: 'place', order, children }] };
};

/** An order that closes a lot at a stop or a limit is that lot's protection. */
const roleOf = ({ lot, stopPrice, limitPrice }: SubmitIntent): Order['role'] => {
  if (lot === null) return 'submit';
  if (stopPrice !== null) return 'stop-loss';
  return limitPrice === null ? 'close' : 'take-profit';
};

const childrenOf = (
  parent: Order,
  { stopLoss, takeProfit }: Pick<SubmitIntent, 'stopLoss' | 'takeProfit'>,
  context: RiskContext,
): readonly Order[] => {
  const common = {
    pipeline: parent.pipeline,
    symbol: parent.symbol,
    side: parent.side === 'buy' ? 'sell' : 'buy',
    quantity: parent.quantity,
    parent: parent.id,
    oco: `${parent.id}${EXIT_GROUP}`,
    reduceOnly: true,
    outsideRth: parent.outsideRth,
    because: parent.because,
  } as const;
  const children: Order[] = [];
  if (stopLoss) {
    const prices = { stopPrice: stopLoss.stopPrice, limitPrice: stopLoss.limitPrice };
    children.push(
      orderOf({ ...common, ...prices, key: `${parent.key}/stop-loss`, role: 'stop-loss' }, context),
    );
  }
  if (takeProfit) {
    const prices = { limitPrice: takeProfit.limitPrice };
    children.push(
      orderOf({ ...common, ...prices, key: `${parent.key}/take-profit`, role: 'take-profit' }, context),
    );
  }
  return children;
};

/** The names that the engine gives to orders of its own, so that no order can be taken for another. */
const RESERVED = /^(target:|close:|house-)|\/(stop-loss|take-profit)$/;

/** How the groups of brackets end, whose exits cancel each other. */
const EXIT_GROUP = ':exit';

/** The keys an intent would put into the world: its own and those of its exits. */
const keysOf = ({ key, stopLoss, takeProfit }: SubmitIntent): readonly string[] => [
  key,
  ...(stopLoss ? [`${key}/stop-loss`] : []),
  ...(takeProfit ? [`${key}/take-profit`] : []),
];

const flawOf = (intent: SubmitIntent, pipeline: string, context: RiskContext): Outcome | null => {
  const { symbol } = intent;
  if (!context.tradable(symbol)) return { code: 'SYMBOL_UNKNOWN', facts: { symbol } };
  if (RESERVED.test(intent.key)) return { code: 'KEY_RESERVED', facts: { key: intent.key } };
  const taken = keyTaken(keysOf(intent), pipeline, context) ?? groupFlaw(intent, pipeline, context);
  if (taken) return taken;
  if (intent.lot !== null && !context.portfolio.lots(pipeline).some((lot) => lot.id === intent.lot)) {
    return { code: 'LOT_UNKNOWN', facts: { lot: intent.lot } };
  }
  if (intent.fraction !== null && !context.rules.sizesAtFill) {
    const facts = { rules: context.rules.name, what: 'fraction: it knows quantities only' };
    return { code: 'RULES_UNSUPPORTED', facts };
  }
  return timeFlaw(intent) ?? sizeFlaw(intent) ?? priceFlaw(intent);
};

/**
 * A group is of one symbol. What a bar brings to an order is known at its end; by then a fill in another
 * symbol could have taken the order back, with all that had been seen meanwhile.
 */
const groupFlaw = (
  { oco, symbol }: SubmitIntent,
  pipeline: string,
  { portfolio }: RiskContext,
): Outcome | null => {
  if (oco === null) return null;
  if (oco.endsWith(EXIT_GROUP)) return { code: 'KEY_RESERVED', facts: { key: oco } };
  const other = portfolio
    .liveOrders(pipeline)
    .find(({ order }) => order.oco === oco && order.symbol !== symbol)?.order;
  if (!other) return null;
  return invalid('oco', `a group of one symbol (order ${other.id} of it is of ${other.symbol})`, oco);
};

const timeFlaw = ({ timeInForce, expiresAt }: SubmitIntent): Outcome | null => {
  const fits = timeInForce === 'gtd' ? isInstant(expiresAt) : expiresAt === null;
  return fits ? null : invalid('expiresAt', 'an instant with gtd', expiresAt);
};

/** An instant that a calendar has. */
const isInstant = (at: number | null): boolean => at !== null && Math.abs(at) <= 8.64e15;

const sizeFlaw = ({ quantity, fraction }: SubmitIntent): Outcome | null => {
  if (quantity !== null && fraction === null) {
    if (quantity > 0 && isCountable(quantity)) return null;
    return invalid('quantity', `above 0 and at most ${Number.MAX_SAFE_INTEGER}`, quantity);
  }
  const within = quantity === null && fraction !== null && fraction > 0 && fraction < 1;
  return within ? null : invalid('fraction', 'inside (0, 1), or a quantity instead', fraction);
};

const priceFlaw = (intent: SubmitIntent): Outcome | null => {
  const prices = {
    limitPrice: intent.limitPrice,
    stopPrice: intent.stopPrice,
    'stopLoss.stopPrice': intent.stopLoss?.stopPrice ?? null,
    'stopLoss.limitPrice': intent.stopLoss?.limitPrice ?? null,
    'takeProfit.limitPrice': intent.takeProfit?.limitPrice ?? null,
  };
  for (const [field, price] of Object.entries(prices)) {
    if (price !== null && !isPrice(price)) return invalid(field, 'a price above 0', price);
  }
  return null;
};

const isPrice = (price: number): boolean => price > 0 && isCountable(price);

/** A price below the first tick is none once it lies on the grid. */
const gridFlaw = (orders: readonly Order[]): Outcome | null => {
  for (const { key, limitPrice, stopPrice } of orders) {
    for (const [field, price] of Object.entries({ limitPrice, stopPrice })) {
      if (price !== null && !isPrice(price)) return invalid(`${field} of ${key}`, 'at least a tick', price);
    }
  }
  return null;
};
