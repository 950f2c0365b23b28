import type { Bar } from '../../domain/market-event.js';
import { barOf } from './bar-of.js';
import type { Bucket } from './bucket.js';
import type { SeriesPlan } from './series-plan.js';

/**
 * The bar of a bucket in which nothing was heard: no volume, every price the last close.
 *
 * @param price The last close; null, and there is no bar, before the first.
 */
export const flatBar = (plan: SeriesPlan, bucket: Bucket, price: number | null): Bar | undefined => {
  if (price === null) return undefined;
  return barOf(plan, bucket, {
    at: bucket.start,
    prices: { open: price, high: price, low: price, close: price },
    volume: 0,
    bid: null,
    ask: null,
    sessionDate: null,
  });
};
