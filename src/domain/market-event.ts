/**
 * What the market said, one value an event. `at` is when the engine may know it (epoch milliseconds,
 * fractions carry microseconds), `happenedAt` is the venue's own time. Prices are in the instrument's
 * currency; `null` is a size or volume that nobody told us.
 */
export type MarketEvent = Status | CorporateAction | NamedEvent | Quote | Trade | Bar;

/** Open, high, low and close of one side of the market. */
export interface Ohlc {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** One bar: `[start, at)` in the venue's time, known at its end. */
export interface Bar extends Ohlc {
  readonly kind: 'bar';
  readonly symbol: string;
  readonly at: number;
  readonly start: number;
  /** The trading day it belongs to, `YYYY-MM-DD`; of a week or a month the last day contained. */
  readonly sessionDate: string;
  /** `1s 5m 1h 1d 1w 1mo` */
  readonly every: string;
  readonly volume: number | null;
  /** Both sides of the market where the bar was made from quotes. */
  readonly bid: Ohlc | null;
  readonly ask: Ohlc | null;
}

/** One trade printed by the venue. */
export interface Trade {
  readonly kind: 'trade';
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
  readonly price: number;
  readonly size: number | null;
}

/** The top of the book. A crossed or locked quote is kept as it was. */
export interface Quote {
  readonly kind: 'quote';
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
  readonly bid: number;
  readonly ask: number;
  readonly bidSize: number | null;
  readonly askSize: number | null;
}

/** Something about the feed or the venue itself: a hole in the data, a halt, the market again. */
export interface Status {
  readonly kind: 'status';
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
  readonly state: 'gap' | 'halted' | 'trading';
  readonly detail: string;
}

/** A split or a dividend on its day. */
export interface CorporateAction {
  readonly kind: 'action';
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
  /** `split`: new shares for one old share. `dividend`: money per share. */
  readonly action: 'split' | 'dividend';
  readonly value: number;
}

/** A signal, a headline, a figure: whatever a pipeline declared with `events({ name, schema })`. */
export interface NamedEvent {
  readonly kind: 'event';
  readonly name: string;
  readonly symbol: string;
  readonly at: number;
  readonly happenedAt: number;
  readonly data: unknown;
}
