import type { MarketEvent } from '../../domain/market-event.js';

/** A gap of a symbol, or of the whole feed where that is ''. */
interface Gap {
  readonly symbol: string;
  /** When it was told first. */
  readonly since: number;
}

/**
 * Gaps of which nobody has said that they are over. One is over when the feed says that the symbol trades, or
 * when something of it is heard that happened after the gap was told: what had come before it, and still
 * waited somewhere, proves nothing.
 *
 *     heard    gap    row that happened before    row that happened after    row
 *     over                                        the gap
 */
export class OpenGaps {
  readonly #open = new Map<string, Gap & { toldAt: number }>();

  /** Takes the next event of the market; gives the gaps that are over with it. */
  hear(event: MarketEvent): readonly Gap[] {
    if (event.kind === 'status' && event.state === 'gap') {
      const since = this.#open.get(event.symbol)?.since ?? event.at;
      this.#open.set(event.symbol, { symbol: event.symbol, since, toldAt: event.happenedAt });
      return NONE;
    }
    return this.#open.size === 0 ? NONE : this.#over(event);
  }

  /** Whoever listens anew says anew what is missing. */
  clear(): void {
    this.#open.clear();
  }

  #over(event: MarketEvent): readonly Gap[] {
    const isTrading = event.kind === 'status' && event.state === 'trading';
    const happenedAt = 'happenedAt' in event ? event.happenedAt : event.at;
    // Whatever is heard is of the whole feed, too; and a feed that trades again does so in every symbol.
    const about = isTrading && event.symbol === '' ? [...this.#open.keys()] : ['', event.symbol];
    return about.flatMap((symbol) => {
      const gap = this.#open.get(symbol);
      if (!gap || !(isTrading || happenedAt >= gap.toldAt)) return [];
      this.#open.delete(symbol);
      return [{ symbol, since: gap.since }];
    });
  }
}

const NONE: readonly Gap[] = [];
