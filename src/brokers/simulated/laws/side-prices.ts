import type { Bar, Ohlc, Quote } from '../../../domain/market-event.js';
import type { Side } from '../../../domain/order.js';

/** The prices of one side of a bar, and the half-spread (a rate) that is still to be paid on them. */
export type SidePrices = Ohlc & { readonly half: number };

/**
 * What a buyer or seller finds in a bar: its own side of the market where the bar was made from quotes,
 * else the traded prices and half of the configured spread.
 */
export const sidePrices = (bar: Bar, side: Side, spreadBps: number): SidePrices => {
  const known = side === 'buy' ? bar.ask : bar.bid;
  return known ? { ...known, half: 0 } : { ...onlyPrices(bar), half: spreadBps / 20_000 };
};

const onlyPrices = ({ open, high, low, close }: Bar): Ohlc => ({ open, high, low, close });

/**
 * The touch: a buyer lifts the ask, a seller hits the bid, with the size displayed there. In a crossed
 * quote each takes the worse of the two prices, since one of them is stale and nobody knows which.
 */
export const touchOf = (
  { bid, ask, bidSize, askSize }: Quote,
  side: Side,
): { readonly price: number; readonly size: number | null } =>
  side === 'buy'
    ? { price: Math.max(bid, ask), size: ask >= bid ? askSize : bidSize }
    : { price: Math.min(bid, ask), size: bid <= ask ? bidSize : askSize };
