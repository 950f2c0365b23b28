import type { Bar, MarketEvent, Ohlc, Quote, Trade } from '../../domain/market-event.js';
import type { SeriesPlan } from './series-plan.js';

/** A row that bars are made of. */
export type Part = Bar | Quote | Trade;

type Span = { -readonly [Price in keyof Ohlc]: number };

/** Whether a row is one that a series is made of. */
export const isPart = (event: MarketEvent, { from }: SeriesPlan): event is Part => {
  if (typeof from === 'object') return event.kind === 'bar' && event.every === from.every;
  return event.kind === (from === 'trades' ? 'trade' : 'quote');
};

/** The instant by which a part falls into a bucket; a venue's clock ahead of ours is not believed. */
export const instantOf = (part: Part): number =>
  part.kind === 'bar' ? part.start : Math.min(part.happenedAt, part.at);

/** What a bar says apart from its times. */
export interface Formed {
  /** The instant of the newest part. */
  readonly at: number;
  /** What the newest part says of its trading day. */
  readonly sessionDate: string | null;
  readonly prices: Ohlc;
  readonly volume: number | null;
  readonly bid: Ohlc | null;
  readonly ask: Ohlc | null;
}

/** What has come together of a bar so far; changed in place, as every row of a busy feed passes here. */
export class Forming implements Formed {
  at = Number.NaN;
  sessionDate: string | null = null;
  readonly prices: Span;
  bid: Span | null;
  ask: Span | null;
  /** NaN is unknown, and stays so: a number or null in one field would cost an object a row. */
  private size: number;

  constructor(
    first: Part,
    private readonly price: SeriesPlan['price'],
  ) {
    this.prices = first.kind === 'bar' ? spanOf(first) : pointAt(this.priceOf(first));
    this.size = volumeOf(first);
    this.bid = sideOf(first, 'bid');
    this.ask = sideOf(first, 'ask');
    this.date(first);
  }

  get volume(): number | null {
    return Number.isNaN(this.size) ? null : this.size;
  }

  /** Takes the next part. */
  add(part: Part): void {
    if (part.kind === 'trade') return this.trade(part.happenedAt, part.price, volumeOf(part));
    if (part.kind === 'quote') return this.quote(part.happenedAt, part.bid, part.ask);
    this.size += volumeOf(part);
    this.date(part);
    stretch(this.prices, part);
    this.bid = this.bid && part.bid && stretch(this.bid, part.bid);
    this.ask = this.ask && part.ask && stretch(this.ask, part.ask);
  }

  /** Takes a trade as numbers; a size of NaN is unknown. */
  trade(at: number, price: number, size: number): void {
    this.at = at;
    this.size += size;
    reach(this.prices, price);
  }

  /** Takes a quote as numbers. */
  quote(at: number, bid: number, ask: number): void {
    this.at = at;
    reach(this.prices, this.priceBetween(bid, ask));
    if (this.bid) reach(this.bid, bid);
    if (this.ask) reach(this.ask, ask);
  }

  /** Restates what has come together in the units and prices after a split. */
  split(ratio: number): void {
    for (const span of [this.prices, this.bid, this.ask]) if (span) divide(span, ratio);
    this.size *= ratio;
  }

  private date(part: Part): void {
    this.at = instantOf(part);
    this.sessionDate = part.kind === 'bar' ? part.sessionDate : null;
  }

  private priceOf(tick: Quote | Trade): number {
    return tick.kind === 'trade' ? tick.price : this.priceBetween(tick.bid, tick.ask);
  }

  private priceBetween(bid: number, ask: number): number {
    if (this.price === 'bid') return bid;
    return this.price === 'ask' ? ask : (bid + ask) / 2;
  }
}

const volumeOf = (part: Part): number => {
  if (part.kind === 'quote') return Number.NaN;
  return (part.kind === 'bar' ? part.volume : part.size) ?? Number.NaN;
};

const sideOf = (first: Part, side: 'bid' | 'ask'): Span | null => {
  if (first.kind === 'quote') return pointAt(first[side]);
  const of = first.kind === 'bar' ? first[side] : null;
  return of && spanOf(of);
};

const pointAt = (price: number): Span => ({ open: price, high: price, low: price, close: price });

const spanOf = ({ open, high, low, close }: Ohlc): Span => ({ open, high, low, close });

const stretch = (span: Span, { high, low, close }: Ohlc): Span => {
  if (high > span.high) span.high = high;
  if (low < span.low) span.low = low;
  span.close = close;
  return span;
};

const divide = (span: Span, ratio: number): void => {
  span.open /= ratio;
  span.high /= ratio;
  span.low /= ratio;
  span.close /= ratio;
};

const reach = (span: Span, price: number): void => {
  if (price > span.high) span.high = price;
  if (price < span.low) span.low = price;
  span.close = price;
};
