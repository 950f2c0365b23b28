import type { MarketEvent } from '../../domain/market-event.js';
import type { MarketView } from '../../domain/portfolio-view.js';

/** The newest prices of each symbol, kept by the wheel and read by risk and broker. */
export class Market implements MarketView {
  private readonly prices = new Map<string, { last?: number; bid?: number; ask?: number }>();

  private readonly heard = new Map<string, number>();

  readonly last = (symbol: string): number | undefined => this.prices.get(symbol)?.last;
  readonly bid = (symbol: string): number | undefined => this.prices.get(symbol)?.bid;
  readonly ask = (symbol: string): number | undefined => this.prices.get(symbol)?.ask;

  /** When a trade or a quote was heard that is not of its symbol's match stream. */
  readonly heardAt = (symbol: string): number | undefined => this.heard.get(symbol);

  /** Takes a row that pipelines hear and that fills nothing. */
  hear({ kind, symbol, at }: MarketEvent): void {
    if (kind === 'trade' || kind === 'quote') this.heard.set(symbol, at);
  }

  /** Takes a row of a symbol's match stream; other rows mark nothing. */
  update(event: MarketEvent): void {
    switch (event.kind) {
      case 'bar':
        this.prices.set(event.symbol, { last: event.close });
        return;
      case 'trade':
        this.prices.set(event.symbol, { last: event.price });
        return;
      case 'quote': {
        const { bid, ask } = event;
        this.prices.set(event.symbol, { last: (bid + ask) / 2, bid, ask });
        return;
      }
      default:
    }
  }
}
