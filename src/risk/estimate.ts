import type { Command, Order } from '../domain/order.js';
import { isExit } from './is-exit.js';
import type { RiskContext } from './risk-context.js';

/** Where an order is going to be sized. */
interface Sizing {
  readonly price: number;
  /** Closes of the same intent that stand before it: their lots tie up nothing any more. */
  readonly earlier: readonly Command[];
}

/**
 * Units that a share of the free buying power comes to at a price: whole units, as the law at the fill counts
 * them, its costs aside (they make it fewer).
 */
export const estimate = (
  order: Order,
  { price, earlier }: Sizing,
  { portfolio, market, instrument, marginRatio, unit, exclusive }: RiskContext,
): number => {
  const { pipeline, symbol, fraction } = order;
  // An entry that takes the place of what its symbol holds has the money of that, too.
  const displaces = exclusive && !isExit(order);
  const closed = new Map<string | null, number>();
  for (const command of earlier) {
    if (command.kind === 'place') closed.set(command.order.lot, command.order.quantity ?? 0);
  }
  let held = 0;
  for (const lot of portfolio.lots(pipeline)) {
    if (displaces && lot.symbol === symbol) continue;
    const units = Math.max(0, Math.abs(lot.quantity) - (closed.get(lot.id) ?? 0));
    held += units * (market.last(lot.symbol) ?? lot.entryPrice) * instrument(lot.symbol).multiplier;
  }
  const free = Math.max(0, portfolio.equity(pipeline) - held * marginRatio);
  const budget = (free / marginRatio) * (fraction ?? 0);
  const cost = price * instrument(symbol).multiplier * unit(symbol);
  // The exact number of times the cost goes into the budget, as at the fill.
  return cost > 0 ? Math.round((budget - (budget % cost)) / cost) * unit(symbol) : 0;
};
