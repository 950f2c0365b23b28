import type { Bar, Ohlc } from '../../../domain/market-event.js';
import { signOf, type Ticket } from './ticket.js';

/** What a bar does to an order: whether its stop is reached by now, and the fill, if there is one. */
export interface Meeting {
  readonly isTriggered: boolean;
  readonly price: number | null;
  readonly isAtOpen: boolean;
}

/**
 * Limit and stop orders on a bar of shares: a limit must be traded through, a stop touched; where the bar
 * opened beyond either, at the open. A stop-limit fills at its limit if the bar that reached the stop, or a
 * later one, closed within the limit.
 *
 * Source: LEAN, commit 2486390, `EquityFillModel.LimitFill`, `StopMarketFill`, `StopLimitFill`.
 */
export const meetShares = (ticket: Ticket, bar: Bar): Meeting => {
  const { limitPrice: limit, stopPrice: stop, type } = ticket.order;
  const sign = signOf(ticket.order);
  if (type === 'stop-limit') return meetStopLimit(ticket, sidesOf(bar, sign));
  // For a seller everything is mirrored: the high is the low of the prices turned around.
  const [best, worst] = sign > 0 ? [bar.low, bar.high] : [-bar.high, -bar.low];
  const open = bar.open * sign;
  const line = (limit ?? stop ?? Number.NaN) * sign;
  const fills = limit === null ? worst >= line : best < line;
  const isAtOpen = limit === null ? open >= line : open < line;
  return { isTriggered: false, price: fills ? (isAtOpen ? open : line) * sign : null, isAtOpen };
};

/**
 * The same on bars of anything else, by the side of the market that the order meets: a limit at itself or at
 * the bar's far end, whichever is better; a stop at itself or at the close, whichever is worse.
 *
 * Source: LEAN, commit 2486390, `FillModel.LimitFill`, `StopMarketFill`, `StopLimitFill`.
 */
export const meetOthers = (ticket: Ticket, bar: Bar): Meeting => {
  const { limitPrice: limit, stopPrice: stop, type } = ticket.order;
  const sign = signOf(ticket.order);
  const side = sidesOf(bar, sign);
  if (type === 'stop-limit') return meetStopLimit(ticket, side);
  const { best, worst, current } = mirrored(side, sign);
  const line = (limit ?? stop ?? Number.NaN) * sign;
  const fills = limit === null ? worst > line : best < line;
  const price = limit === null ? Math.max(line, current) : Math.min(worst, line);
  return { isTriggered: false, price: fills ? price * sign : null, isAtOpen: false };
};

/** The prices a buyer or a seller finds: its own side where the bar was made from quotes. */
export const sidesOf = (bar: Bar, sign: 1 | -1): Ohlc => (sign > 0 ? bar.ask : bar.bid) ?? bar;

const meetStopLimit = (ticket: Ticket, side: Ohlc): Meeting => {
  const sign = signOf(ticket.order);
  const { worst, current } = mirrored(side, sign);
  const isTriggered = ticket.isTriggered || worst > (ticket.order.stopPrice ?? Number.NaN) * sign;
  const limit = (ticket.order.limitPrice ?? Number.NaN) * sign;
  const price = isTriggered && current < limit ? Math.min(worst, limit) * sign : null;
  return { isTriggered, price, isAtOpen: false };
};

/** Prices as a buyer sees them: a seller's are turned around. */
const mirrored = ({ low, high, close }: Ohlc, sign: 1 | -1) =>
  sign > 0 ? { best: low, worst: high, current: close } : { best: -high, worst: -low, current: -close };
