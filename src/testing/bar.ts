import { everyMs } from '../domain/every.js';
import type { Bar } from '../domain/market-event.js';
import { epochMs, type Instant } from './instant.js';

/** A bar as far as a test cares: what is not told follows from what is. */
export type BarWish = Partial<Omit<Bar, 'kind' | 'start' | 'at'>> & {
  readonly start?: Instant;
  readonly at?: Instant;
};

/**
 * A bar for a test, frozen: `bar({ close: 101 })` is one day of SPY, from 2024-01-02 00:00 UTC.
 *
 * Told only one of `start` and `at`, the other lies one `every` away. Prices that are not told are the open
 * or the close that is (100 where neither is), high and low the outer of the two, and `sessionDate` is the
 * UTC date of the start.
 */
export const bar = (wish: BarWish = {}): Bar => {
  const every = wish.every ?? '1d';
  const { start, at } = spanOf(wish, everyMs(every));
  const open = wish.open ?? wish.close ?? 100;
  const close = wish.close ?? open;
  return Object.freeze({
    kind: 'bar',
    symbol: wish.symbol ?? 'SPY',
    at,
    start,
    sessionDate: wish.sessionDate ?? new Date(start).toISOString().slice(0, 10),
    every,
    open,
    high: wish.high ?? Math.max(open, close),
    low: wish.low ?? Math.min(open, close),
    close,
    volume: wish.volume ?? null,
    bid: wish.bid ?? null,
    ask: wish.ask ?? null,
  });
};

const spanOf = ({ start, at }: BarWish, lengthMs: number): { start: number; at: number } => {
  if (start === undefined && at !== undefined) return { start: epochMs(at) - lengthMs, at: epochMs(at) };
  const from = epochMs(start ?? '2024-01-02T00:00:00Z');
  return { start: from, at: at === undefined ? from + lengthMs : epochMs(at) };
};
