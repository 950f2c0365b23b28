import type { AmendIntent, CancelIntent } from '../domain/intent.js';
import type { OrderRecord, Outcome } from '../domain/journal.js';
import type { Order, OrderChange } from '../domain/order.js';
import { invalid } from './invalid.js';
import { isCountable } from './is-countable.js';
import { onGrid } from './order-of.js';
import type { Plan } from './plan.js';
import type { RiskContext } from './risk-context.js';

/** Takes back the live order with this key. */
export const planCancel = ({ key }: CancelIntent, pipeline: string, context: RiskContext): Plan => {
  const record = liveByKey(key, pipeline, context);
  return 'code' in record ? { refused: record } : { commands: [{ kind: 'cancel', order: record.order.id }] };
};

/** Changes the live order with this key; what it does not name stays. */
export const planAmend = ({ key, change }: AmendIntent, pipeline: string, context: RiskContext): Plan => {
  const record = liveByKey(key, pipeline, context);
  if ('code' in record) return { refused: record };
  const snapped = snap(change, record.order, context);
  const refused = changeFlaw(snapped, record);
  if (refused) return { refused };
  return { commands: [{ kind: 'amend', order: record.order.id, change: snapped }] };
};

const liveByKey = (key: string, pipeline: string, { portfolio }: RiskContext): OrderRecord | Outcome => {
  const record = portfolio.orderByKey(pipeline, key);
  if (!record) return { code: 'KEY_UNKNOWN', facts: { key } };
  const alive = portfolio.liveOrders(pipeline).includes(record);
  return alive ? record : { code: 'KEY_FINISHED', facts: { key, state: record.state } };
};

const changeFlaw = (change: OrderChange, { order, filled }: OrderRecord): Outcome | null => {
  for (const field of ['quantity', 'limitPrice', 'stopPrice'] as const) {
    const value = change[field];
    if (value === undefined) continue;
    if (!(value > 0 && isCountable(value))) return invalid(field, 'a number above 0', value);
    if (order[field] === null) return invalid(field, `absent: order ${order.id} has none to change`, value);
  }
  const { quantity } = change;
  if (quantity !== undefined && quantity <= filled)
    return invalid('quantity', `above the ${filled} filled`, quantity);
  return null;
};

/** A change lies on the grid of its order, and is the same text in whatever order its author wrote it. */
const snap = (change: OrderChange, { symbol, side }: Order, context: RiskContext): OrderChange => {
  const grid = context.snaps(symbol) ? context.instrument(symbol) : null;
  const wished = {
    quantity: change.quantity ?? null,
    limitPrice: change.limitPrice ?? null,
    stopPrice: change.stopPrice ?? null,
  };
  const { quantity, limitPrice, stopPrice } = onGrid(wished, side, grid);
  return {
    ...(quantity === null ? {} : { quantity }),
    ...(limitPrice === null ? {} : { limitPrice }),
    ...(stopPrice === null ? {} : { stopPrice }),
  };
};
