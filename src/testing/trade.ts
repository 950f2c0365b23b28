import type { Trade } from '../domain/market-event.js';
import { epochMs, type Instant } from './instant.js';

/** A trade as far as a test cares: what is not told follows from what is. */
export type TradeWish = Partial<Omit<Trade, 'kind' | 'at' | 'happenedAt'>> & {
  readonly at?: Instant;
  readonly happenedAt?: Instant;
};

/** A trade for a test, frozen: `trade({ price: 101 })` is of SPY, known when it happened, on 2024-01-02. */
export const trade = (wish: TradeWish = {}): Trade => {
  const at = epochMs(wish.at ?? wish.happenedAt ?? '2024-01-02T14:30:00Z');
  return Object.freeze({
    kind: 'trade',
    symbol: wish.symbol ?? 'SPY',
    at,
    happenedAt: epochMs(wish.happenedAt ?? at),
    price: wish.price ?? 100,
    size: wish.size ?? null,
  });
};
