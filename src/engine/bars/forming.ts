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

/** The instant by which a part falls into a bucket. */
export const instantOf = (part: Part): number => (part.kind === 'bar' ? part.start : part.happenedAt);

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
  volume: number | null;
  bid: Span | null;
  ask: Span | null;

  constructor(
    first: Part,
    private readonly price: SeriesPlan['price'],
  ) {
    this.prices = first.kind === 'bar' ? spanOf(first) : pointAt(this.priceOf(first));
    this.volume = volumeOf(first);
    this.bid = sideOf(first, 'bid');
    this.ask = sideOf(first, 'ask');
    this.date(first);
  }

  /** Takes the next part. */
  add(part: Part): void {
    const volume = volumeOf(part);
    this.volume = this.volume === null || volume === null ? null : this.volume + volume;
    this.date(part);
    if (part.kind === 'bar') {
      stretch(this.prices, part);
      this.bid = this.bid && part.bid && stretch(this.bid, part.bid);
      this.ask = this.ask && part.ask && stretch(this.ask, part.ask);
      return;
    }
    reach(this.prices, this.priceOf(part));
    if (part.kind !== 'quote') return;
    if (this.bid) reach(this.bid, part.bid);
    if (this.ask) reach(this.ask, part.ask);
  }

  private date(part: Part): void {
    this.at = instantOf(part);
    this.sessionDate = part.kind === 'bar' ? part.sessionDate : null;
  }

  private priceOf(tick: Quote | Trade): number {
    if (tick.kind === 'trade') return tick.price;
    if (this.price === 'bid') return tick.bid;
    return this.price === 'ask' ? tick.ask : (tick.bid + tick.ask) / 2;
  }
}

const volumeOf = (part: Part): number | null => {
  if (part.kind === 'bar') return part.volume;
  return part.kind === 'trade' ? part.size : null;
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

const reach = (span: Span, price: number): void => {
  if (price > span.high) span.high = price;
  if (price < span.low) span.low = price;
  span.close = price;
};
