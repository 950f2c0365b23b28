import type { Bar } from '../../../domain/market-event.js';
import { openProfit } from '../../../portfolio/open-profit.js';
import type { BrokerSettings } from '../broker-settings.js';
import { marginOf } from '../laws/buying-power.js';
import type { BrokerContext } from '../simulated-broker.js';
import { ibkrFee } from './ibkr-fee.js';
import { signOf, type Ticket } from './ticket.js';

/** What all laws of this rule set share. */
export interface Desk {
  readonly settings: BrokerSettings;
  readonly context: BrokerContext;
  /** The newest bar of each symbol and the one before it. */
  readonly bars: Map<string, { readonly bar: Bar; readonly before: Bar | null }>;
  /** Orders at work, oldest first. */
  tickets: readonly Ticket[];
}

/** The newest close of a symbol, of the bar being met too; 0 before there is one. */
const closeOf = ({ bars }: Desk, symbol: string): number => bars.get(symbol)?.bar.close ?? 0;

/** The fee of an order, which is charged whole with its one fill. */
export const feeOf = (desk: Desk, { order }: Ticket): number =>
  ibkrFee(desk.context.instrument(order.symbol), {
    quantity: order.quantity ?? 0,
    price: pricedAt(order, closeOf(desk, order.symbol)),
  });

/**
 * What an order lacks to be sent, or to go on working; null where it lacks nothing. One that only makes the
 * holding smaller lacks nothing. Any other needs its margin at the newest close and its fee; it has the
 * equity that nothing ties up, and if it turns the holding around, what that ties up too, once to close it
 * and once to open as much the other way.
 *
 * Source: LEAN, commit 2486390, `BuyingPowerModel.HasSufficientBuyingPowerForOrder` and `GetMarginRemaining`.
 */
export const shortOf = (
  desk: Desk,
  ticket: Ticket,
): { readonly needed: number; readonly available: number } | null => {
  const { pipeline, symbol, quantity } = ticket.order;
  const size = (quantity ?? 0) * signOf(ticket.order);
  const held = desk.context.portfolio.position(pipeline, symbol);
  const isOpposite = held * size < 0;
  if (isOpposite && Math.abs(size) <= Math.abs(held)) return null;
  const needed = tiedUp(desk, symbol, size) + feeOf(desk, ticket);
  const available = Math.max(
    0,
    freeMargin(desk, pipeline) + (isOpposite ? 2 * tiedUp(desk, symbol, held) : 0),
  );
  return needed <= available ? null : { needed, available };
};

/** The price by which an order's value is counted: its own or the market's, the better for who sends it. */
const pricedAt = (order: Ticket['order'], close: number): number => {
  const own = order.limitPrice ?? order.stopPrice;
  if (own === null) return close;
  return order.side === 'buy' ? Math.min(own, close) : Math.max(own, close);
};

const tiedUp = (desk: Desk, symbol: string, units: number): number =>
  marginOf(
    desk.context.instrument(symbol),
    { units, price: closeOf(desk, symbol) },
    desk.settings.marginRatio,
  );

const freeMargin = (desk: Desk, pipeline: string): number => {
  const { portfolio, instrument } = desk.context;
  const lots = portfolio.lots(pipeline);
  const profit = openProfit(lots, {
    priceOf: ({ symbol }) => closeOf(desk, symbol),
    multiplierOf: (symbol) => instrument(symbol).multiplier,
  });
  const symbols = [...new Set(lots.map(({ symbol }) => symbol))];
  const tied = symbols.map((symbol) => tiedUp(desk, symbol, portfolio.position(pipeline, symbol)));
  return portfolio.balance(pipeline) + profit - tied.reduce((sum, margin) => sum + margin, 0);
};
