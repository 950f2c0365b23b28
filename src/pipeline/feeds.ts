import type { z } from 'zod';
import type { Bar, CorporateAction, NamedEvent, Quote, Status, Trade } from '../domain/market-event.js';
import type { FillEvent, OrderEvent, PositionEvent } from './own-events.js';

/**
 * A feed is declared data: it says what is wanted, and the engine finds the shortest way to serve it.
 * The type parameter is what flows.
 */
export type Feed<E> = FeedSpec & { readonly [flows]?: E };

declare const flows: unique symbol;

/** What a feed asks for, as the engine reads it. */
export type FeedSpec =
  | BarsSpec
  | { readonly feed: 'trades' | 'quotes' | 'status' | 'actions'; readonly symbols: readonly string[] }
  | { readonly feed: 'events'; readonly name: string; readonly schema: z.ZodType }
  | { readonly feed: 'orders' | 'fills' | 'position' };

/** What bars are made of and where they are cut. */
export interface BarsSpec extends BarShape {
  readonly feed: 'bars';
  readonly symbols: readonly string[];
}

/** The shape of a bar series. */
export interface BarShape {
  /** `1s 5m 1h 1d 1w 1mo` */
  readonly every: string;
  /**
   * Where buckets begin: at the session's open, at UTC midnight, or UTC midnight moved by `offset` (`5h`).
   */
  readonly align: 'session' | 'utc' | { readonly offset: string } | null;
  /** Which end of the bucket belongs to it. */
  readonly closed: 'left' | 'right';
  readonly price: 'trade' | 'mid' | 'bid' | 'ask' | null;
  /** What an interval without events gives: nothing, or a bar at the previous close. */
  readonly empty: 'none' | 'previous';
}

/**
 * Bars of one length, delivered at their end.
 *
 *     every 1m   ----------(a)---------(b)--   a.at = 09:31:00, a.start = 09:30:00
 *
 * Left as they are, `align` is `session` where a calendar is known, else `utc`; `price` is `trade` where
 * there are trades, else `mid`.
 */
export const bars = (
  options: { symbols: readonly string[] } & Partial<BarShape> & { every: string },
): Feed<Bar> => ({
  feed: 'bars',
  symbols: options.symbols,
  every: options.every,
  align: options.align ?? null,
  closed: options.closed ?? 'left',
  price: options.price ?? null,
  empty: options.empty ?? 'none',
});

/** Every trade, one frozen object each. */
export const trades = ({ symbols }: { symbols: readonly string[] }): Feed<Trade> => ({
  feed: 'trades',
  symbols,
});

/** Every change of the top of the book, one frozen object each. */
export const quotes = ({ symbols }: { symbols: readonly string[] }): Feed<Quote> => ({
  feed: 'quotes',
  symbols,
});

/** Holes in the data and halts of the venue. */
export const status = ({ symbols }: { symbols: readonly string[] }): Feed<Status> => ({
  feed: 'status',
  symbols,
});

/**
 * Splits and dividends, each on its day before the first row of it, when what is held has followed already.
 * Silent where prices are adjusted or nobody asked for them (`?adjust=events`). Bars are raw on either side
 * of them; `forwardAdjusted` makes prices go on as if nothing had happened. Where no calendar parts the days,
 * an action comes a microsecond after midnight: an order that answers it is too late for the open of a bar.
 */
export const actions = ({ symbols }: { symbols: readonly string[] }): Feed<CorporateAction> => ({
  feed: 'actions',
  symbols,
});

/** Signals, news, figures from a source with `?events=NAME`; `data` has passed the schema. */
export const events = <S extends z.ZodType>(options: {
  name: string;
  schema: S;
}): Feed<Omit<NamedEvent, 'data'> & { readonly data: z.output<S> }> => ({ feed: 'events', ...options });

/**
 * What became of this pipeline's own orders, a turn after it became so; a submit or a close that risk refused
 * is news too (`order` is null). What is said while warming up is not answered.
 */
export const orders = (): Feed<OrderEvent> => ({ feed: 'orders' });

/** This pipeline's own fills, a turn after they happened. */
export const fills = (): Feed<FillEvent> => ({ feed: 'fills' });

/** This pipeline's own position in a symbol, whenever it has changed. */
export const position = (): Feed<PositionEvent> => ({ feed: 'position' });

/** The feeds of a pipeline by the name under which `flow` gets them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only a bound for inference
export type Feeds = Readonly<Record<string, Feed<any>>>;
