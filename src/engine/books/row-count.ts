import type { MarketRow } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { streamKey } from '../feeds/series-name.js';

/** Names each row by its place in its own stream, which no file, partition or chunk has a part in. */
export class RowCount {
  private readonly counts = new Map<string, number>();

  /** Counts the row and names it. */
  name(event: MarketEvent, series: string): MarketRow {
    const key = streamKey(series, event.symbol);
    const n = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, n);
    return { symbol: event.symbol, kind: series, at: event.at, n };
  }
}
