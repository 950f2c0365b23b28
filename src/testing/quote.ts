import type { Quote } from '../domain/market-event.js';
import { epochMs, type Instant } from './instant.js';

/** A quote as far as a test cares: what is not told follows from what is. */
export type QuoteWish = Partial<Omit<Quote, 'kind' | 'at' | 'happenedAt'>> & {
  readonly at?: Instant;
  readonly happenedAt?: Instant;
};

/**
 * A quote for a test, frozen: `quote({ bid: 101 })` is of SPY at 2024-01-02 14:30 UTC, known
 * when it happened.
 *
 * Told only one side, the other lies 0.02 away; told none, it is 99.99 to 100.01.
 */
export const quote = (wish: QuoteWish = {}): Quote => {
  const at = epochMs(wish.at ?? wish.happenedAt ?? '2024-01-02T14:30:00Z');
  const bid = wish.bid ?? (wish.ask === undefined ? 99.99 : wish.ask - 0.02);
  return Object.freeze({
    kind: 'quote',
    symbol: wish.symbol ?? 'SPY',
    at,
    happenedAt: epochMs(wish.happenedAt ?? at),
    bid,
    ask: wish.ask ?? (wish.bid === undefined ? 100.01 : bid + 0.02),
    bidSize: wish.bidSize ?? null,
    askSize: wish.askSize ?? null,
  });
};
