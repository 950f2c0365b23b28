import type { OrderRecord } from '../domain/journal.js';
import type { Command } from '../domain/order.js';
import type { PortfolioView } from '../domain/portfolio-view.js';
import { type Approved, approve } from './approved.js';

/**
 * Takes back every working order of a pipeline that could still add risk; what can only make a position
 * smaller stays. Asked for when no new risk may be taken: a loss limit was reached, or the pipeline failed
 * and nobody would hear of its fills.
 *
 * Orders are read oldest first, so that of two that would close the same units the older one stays.
 */
export const withdraw = (pipeline: string, portfolio: PortfolioView): readonly Approved<Command>[] => {
  const left = new Map<string, number>();
  const isExit = ({ order, filled }: OrderRecord): boolean => {
    if (order.reduceOnly || order.lot !== null) return true;
    if (order.quantity === null) return false;
    const { symbol, side, quantity } = order;
    const held = left.get(symbol) ?? portfolio.position(pipeline, symbol);
    const after = held + (side === 'buy' ? quantity - filled : filled - quantity);
    if (Math.abs(after) >= Math.abs(held) || after * held < 0) return false;
    left.set(symbol, after);
    return true;
  };
  return portfolio
    .liveOrders(pipeline)
    .filter((record) => !isExit(record))
    .map(({ order: { id } }) => approve({ kind: 'cancel', order: id } as const));
};
