import type { CorporateAction } from '../domain/market-event.js';
import { epochMs, type Instant } from './instant.js';

/** A split or a dividend as far as a test cares: what is not told follows from what is. */
export type ActionWish = Partial<Omit<CorporateAction, 'kind' | 'at' | 'happenedAt'>> & {
  readonly at?: Instant;
  readonly happenedAt?: Instant;
};

/** A split or a dividend for a test, frozen: `action({ value: 2 })` is a split of SPY, two for one. */
export const action = (wish: ActionWish = {}): CorporateAction => {
  const at = epochMs(wish.at ?? wish.happenedAt ?? '2024-01-02T00:00:00Z');
  return Object.freeze({
    kind: 'action',
    symbol: wish.symbol ?? 'SPY',
    at,
    happenedAt: epochMs(wish.happenedAt ?? at),
    action: wish.action ?? 'split',
    value: wish.value ?? 2,
  });
};
