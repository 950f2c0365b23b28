import { everyMs } from './every.js';
import type { MarketEvent } from './market-event.js';

const KIND_RANK = { status: 0, action: 1, event: 2, quote: 3, trade: 4, bar: 6 } as const;

/**
 * The declared event-time order: `at`, then kind, shorter bars before longer, then symbol by code point.
 * Zero means that both belong to one symbol's own stream, whose own order stands (sort stably).
 */
export const byEventTime = (a: MarketEvent, b: MarketEvent): number => {
  if (a.at !== b.at) return a.at - b.at;
  const rank = KIND_RANK[a.kind] - KIND_RANK[b.kind];
  if (rank !== 0) return rank;
  if (a.kind === 'bar' && b.kind === 'bar' && a.every !== b.every) return everyMs(a.every) - everyMs(b.every);
  return byCodePoint(a.symbol, b.symbol);
};

/** Orders text by Unicode code point, so that no locale of a machine takes part. */
export const byCodePoint = (a: string, b: string): number => {
  if (a === b) return 0;
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};
