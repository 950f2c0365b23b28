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
  const length = Math.min(a.length, b.length);
  let index = 0;
  while (index < length && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === length) return a.length - b.length;
  // A difference inside a surrogate pair is one of the pair's code points: step back to its beginning.
  const start =
    index > 0 && isLowSurrogate(a.charCodeAt(index)) && isLowSurrogate(b.charCodeAt(index))
      ? index - 1
      : index;
  return (a.codePointAt(start) ?? 0) - (b.codePointAt(start) ?? 0);
};

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
