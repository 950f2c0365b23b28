import type { Bar } from '../../domain/market-event.js';
import { epochToDate } from '../../time/zone.js';
import type { Bucket } from './bucket.js';
import type { Formed } from './forming.js';
import type { SeriesPlan } from './series-plan.js';

/** The bar of a series that a bucket has become. */
export const barOf = (plan: SeriesPlan, bucket: Bucket, formed: Formed): Bar =>
  Object.freeze({
    kind: 'bar',
    symbol: plan.symbol,
    at: bucket.end,
    start: bucket.start,
    sessionDate: bucket.sessionDate ?? formed.sessionDate ?? epochToDate(formed.at, plan.dateZone),
    every: plan.every,
    open: formed.prices.open,
    high: formed.prices.high,
    low: formed.prices.low,
    close: formed.prices.close,
    volume: formed.volume,
    bid: formed.bid,
    ask: formed.ask,
  });
