import type { Lot } from '../../../domain/lot.js';
import { markPrice } from '../../../domain/mark-price.js';
import type { BrokerSettings } from '../broker-settings.js';
import { marginOf } from '../laws/buying-power.js';
import { FEE_LAWS } from '../laws/fee-laws.js';
import type { BrokerContext } from '../simulated-broker.js';
import type { MonthVolume } from './month-volume.js';
import type { OrderBook } from './order-book.js';
import { restOf, signOf, type Ticket } from './ticket.js';
import type { Volatility } from './volatility.js';

/** What all parts of this rule set share. */
export interface Desk {
  readonly settings: BrokerSettings;
  readonly context: BrokerContext;
  readonly book: OrderBook;
  /** Symbols of which it was said that their volume is unknown. */
  readonly unknownVolume: Set<string>;
  readonly months: MonthVolume;
  readonly volatility: Volatility;
}

/** The open lots an order may close, oldest first. */
export const lotsOf = ({ context }: Desk, { order, lots }: Ticket): readonly Lot[] =>
  context.portfolio.lots(order.pipeline).filter(({ id }) => lots?.includes(id));

/** Units of several lots together, without sign. */
export const unitsOf = (lots: readonly Lot[]): number =>
  lots.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);

/** How much an order may fill now: a closing one never more than there is to close. */
export const fillable = (desk: Desk, ticket: Ticket): number => {
  const rest = restOf(ticket);
  const { pipeline, symbol, reduceOnly } = ticket.order;
  if (ticket.lots) return Math.min(rest, unitsOf(lotsOf(desk, ticket)));
  if (!reduceOnly) return rest;
  const held = desk.context.portfolio.position(pipeline, symbol);
  return Math.min(rest, Math.max(0, -held * signOf(ticket)));
};

/** What a further fill costs: the commission of the order with it, less what was charged before. */
export const feeOf = (
  { settings, context, months }: Desk,
  { order, filled, value, charged }: Ticket,
  fill: { readonly quantity: number; readonly price: number },
): number => {
  const instrument = context.instrument(order.symbol);
  const { assetClass, multiplier } = instrument;
  const quantity = filled + fill.quantity;
  const total = value + fill.quantity * fill.price * multiplier;
  const cost = FEE_LAWS[settings.fees ?? 'ibkr-fixed']({
    instrument,
    side: order.side,
    traded: { quantity, value: total, price: total / (quantity * multiplier) },
    before: months.before(assetClass, { at: context.now(), own: { quantity: filled, value } }),
    maxPct: settings.maxCommissionPct,
  });
  return Math.max(0, cost - charged);
};

/**
 * Equity that is not tied up by what a pipeline holds.
 *
 * @param seen A price that is newer than the newest of the market: that of the row in progress.
 */
export const freeEquity = (
  { context, settings }: Desk,
  pipeline: string,
  seen: { readonly symbol: string; readonly price: number } | null,
): number => {
  const held = new Map<string, number>();
  for (const { symbol, quantity } of context.portfolio.lots(pipeline)) {
    held.set(symbol, (held.get(symbol) ?? 0) + quantity);
  }
  let free = context.portfolio.equity(pipeline);
  for (const [symbol, units] of held) {
    const instrument = context.instrument(symbol);
    let price = context.market.last(symbol) ?? 0;
    if (seen?.symbol === symbol) {
      price = seen.price;
      const before = markPrice(context.market, symbol, units) ?? price;
      free += units * (price - before) * instrument.multiplier;
    }
    free -= marginOf(instrument, { units, price }, settings.marginRatio);
  }
  return free;
};
