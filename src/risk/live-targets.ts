import type { OrderRecord } from '../domain/journal.js';
import type { Command } from '../domain/order.js';
import type { RiskContext } from './risk-context.js';

/** Orders of earlier targets that may still fill. */
export const liveTargets = (
  pipeline: string,
  symbol: string,
  { portfolio }: RiskContext,
): readonly OrderRecord[] =>
  portfolio.liveOrders(pipeline).filter(({ order }) => order.role === 'target' && order.symbol === symbol);

/** Signed units that an order may still bring. */
export const comingOf = ({ order, filled }: OrderRecord): number =>
  ((order.quantity ?? 0) - filled) * (order.side === 'buy' ? 1 : -1);

/** The command that takes a target's order back. */
export const cancelOf = ({ order }: OrderRecord): Command => ({ kind: 'cancel', order: order.id });
