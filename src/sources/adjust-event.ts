import type { MarketEvent } from '../domain/market-event.js';
import type { Factor } from './factors.js';
import { RowFault } from './row-fault.js';

/** A factor may carry a number beyond what numbers can say; 0 stays 0. */
const inReach = (raw: number, adjusted: number, { price, split }: Factor): number => {
  if (adjusted < Number.POSITIVE_INFINITY && (adjusted > 0 || raw === 0)) return adjusted;
  throw new RowFault(`has ${raw}, which its factors ${price} and ${split} make ${adjusted}`);
};

/**
 * An event at back-adjusted prices: raw × price factor × split factor, sizes divided by the split factor.
 *
 * Nothing is rounded. What has no price passes as it is. What is no number any more throws a RowFault.
 */
export const adjustEvent = (event: MarketEvent, factor: Factor): MarketEvent => {
  const { price, split } = factor;
  const adjusted = (raw: number): number => inReach(raw, raw * price * split, factor);
  const shares = (raw: number | null): number | null =>
    raw === null ? null : inReach(raw, raw / split, factor);
  if (event.kind === 'bar') {
    const { open, high, low, close, volume } = event;
    return {
      ...event,
      open: adjusted(open),
      high: adjusted(high),
      low: adjusted(low),
      close: adjusted(close),
      volume: shares(volume),
    };
  }
  if (event.kind === 'quote') {
    const { bid, ask, bidSize, askSize } = event;
    return {
      ...event,
      bid: adjusted(bid),
      ask: adjusted(ask),
      bidSize: shares(bidSize),
      askSize: shares(askSize),
    };
  }
  if (event.kind === 'trade') {
    return { ...event, price: adjusted(event.price), size: shares(event.size) };
  }
  return event;
};
