import type { Command } from '../domain/order.js';
import { closeLots } from './close-lots.js';
import type { SizedTarget } from './plan.js';
import type { RiskContext } from './risk-context.js';

/**
 * Where lots are kept apart an opposite order need not close any (hedging), or closes all of them
 * (exclusiveOrders): so what is given up is closed lot by lot, and only what is missing then is opened. Where
 * any order takes the place of what is held, all of it is opened anew.
 */
export const closeThenOpen = (
  { intent: { symbol, because }, pipeline, quantity }: SizedTarget,
  context: RiskContext,
): { readonly closes: readonly Command[]; readonly rest: number } => {
  const held = context.portfolio.position(pipeline, symbol);
  const lots = context.portfolio.lots(pipeline, symbol);
  const tooMuch = Math.abs(held) - Math.abs(quantity);
  const turns = Math.sign(quantity) !== Math.sign(held);
  if (held !== 0 && (turns || (context.exclusive && tooMuch < 0))) {
    const all = { lots, units: Number.POSITIVE_INFINITY, because };
    return { closes: closeLots(all, context), rest: quantity };
  }
  if (tooMuch <= 0) return { closes: [], rest: quantity - held };
  const own = lots.filter((lot) => Math.sign(lot.quantity) === Math.sign(held));
  return { closes: closeLots({ lots: own, units: tooMuch, because }, context), rest: 0 };
};
