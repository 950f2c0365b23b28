import type { MarketEvent } from '../domain/market-event.js';

/**
 * Rows of a tape as columns; a view that the next batch overwrites. A column holds at least `rows` values,
 * and what lies behind them means nothing.
 */
export interface Batch {
  readonly rows: number;
  /** Of each row: index into the tape's streams. */
  readonly stream: Uint16Array;
  /** Epoch milliseconds, fractions carry microseconds. */
  readonly at: Float64Array;
  /** By the names of the columns; a column that the tape does not have is absent. */
  readonly columns: BatchColumns;
  /** The row as the event it stands for, made anew. */
  event(row: number): MarketEvent;
}

/** Names of columns of prices, sizes and volumes. */
export type NumberColumn =
  | 'price'
  | 'size'
  | 'bid'
  | 'ask'
  | 'bidSize'
  | 'askSize'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'bidOpen'
  | 'bidHigh'
  | 'bidLow'
  | 'bidClose'
  | 'askOpen'
  | 'askHigh'
  | 'askLow'
  | 'askClose';

/**
 * The columns of a batch beside stream and time. NaN is what nobody told us (`null` in an event), and what a
 * row of another kind does not have; the day of such a row means nothing.
 */
export type BatchColumns = { readonly [name in NumberColumn]?: Float64Array } & {
  /** The venue's own time, epoch milliseconds; absent where it is `at` in every row. */
  readonly happenedAt?: Float64Array;
  /** Of bars, epoch milliseconds. */
  readonly start?: Float64Array;
  /** Of bars: the trading day, in days since 1970-01-01. */
  readonly sessionDay?: Int32Array;
  /** Of recordings: the place among all inputs. */
  readonly serial?: Float64Array;
  /** Of recordings of a topic: where in it a row stood. */
  readonly partition?: Float64Array;
  readonly offset?: Float64Array;
  readonly row?: Float64Array;
  readonly settled?: Float64Array;
};
