import type { MarketEvent } from '../../domain/market-event.js';
import type { MarketView } from '../../domain/portfolio-view.js';

/** What is known of one symbol; NaN is unknown. Changed in place, as every row passes here. */
interface Prices {
  last: number;
  bid: number;
  ask: number;
  /** When a trade or a quote was heard that is not of its match stream. */
  heardAt: number;
}

/** The newest prices of each symbol, kept by the wheel and read by risk and broker. */
export class Market implements MarketView {
  private readonly prices = new Map<string, Prices>();

  readonly last = (symbol: string): number | undefined => known(this.prices.get(symbol)?.last);
  readonly bid = (symbol: string): number | undefined => known(this.prices.get(symbol)?.bid);
  readonly ask = (symbol: string): number | undefined => known(this.prices.get(symbol)?.ask);

  /** When a trade or a quote was heard that is not of its symbol's match stream. */
  readonly heardAt = (symbol: string): number | undefined => known(this.prices.get(symbol)?.heardAt);

  /** Takes a row that pipelines hear and that fills nothing. */
  hear({ kind, symbol, at }: MarketEvent): void {
    if (kind === 'trade' || kind === 'quote') this.of(symbol).heardAt = at;
  }

  /** Takes a row of a symbol's match stream; other rows mark nothing. */
  update(event: MarketEvent): void {
    if (event.kind === 'bar') this.traded(event.symbol, event.close);
    else if (event.kind === 'trade') this.traded(event.symbol, event.price);
    else if (event.kind === 'quote') this.quoted(event.symbol, event.bid, event.ask);
  }

  /** Somebody traded; what was quoted before is not known to hold any more. */
  traded(symbol: string, price: number): void {
    const prices = this.of(symbol);
    prices.last = price;
    prices.bid = Number.NaN;
    prices.ask = Number.NaN;
  }

  /** Both sides of the market; the middle stands for the last price. */
  quoted(symbol: string, bid: number, ask: number): void {
    const prices = this.of(symbol);
    prices.last = (bid + ask) / 2;
    prices.bid = bid;
    prices.ask = ask;
  }

  private of(symbol: string): Prices {
    const known = this.prices.get(symbol);
    if (known) return known;
    const prices = { last: Number.NaN, bid: Number.NaN, ask: Number.NaN, heardAt: Number.NaN };
    this.prices.set(symbol, prices);
    return prices;
  }
}

const known = (price: number | undefined): number | undefined =>
  price === undefined || Number.isNaN(price) ? undefined : price;
