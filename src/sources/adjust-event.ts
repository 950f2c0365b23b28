import type { MarketEvent } from '../domain/market-event.js';
import type { Factor } from './factors.js';

/**
 * An event at back-adjusted prices: raw × price factor × split factor, sizes divided by the split factor.
 *
 * Nothing is rounded. What has no price passes as it is.
 */
export const adjustEvent = (event: MarketEvent, { price, split }: Factor): MarketEvent => {
  const adjusted = (raw: number): number => raw * price * split;
  const shares = (raw: number | null): number | null => (raw === null ? null : raw / split);
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
