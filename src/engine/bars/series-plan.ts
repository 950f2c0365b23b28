import type { Buckets } from './bucket.js';

/** One series of bars that is made here: of which rows, cut where. */
export interface SeriesPlan {
  /** The name under which its bars are delivered. */
  readonly series: string;
  readonly symbol: string;
  readonly every: string;
  readonly everyMs: number;
  readonly buckets: Buckets;
  /** What it is made of: trades, quotes, or smaller bars of this length. */
  readonly from: 'trades' | 'quotes' | { readonly every: string };
  readonly price: 'trade' | 'mid' | 'bid' | 'ask';
  readonly closed: 'left' | 'right';
  readonly empty: 'none' | 'previous';
  /** The zone of the date of what has no trading day of its own. */
  readonly dateZone: string;
  /** How long a bar waits after its end for parts that are on their way. */
  readonly graceMs: number;
  /** When the next session opens at or after an instant; null where there are no sessions. */
  readonly reopens: ((at: number) => number) | null;
}
