import type { Cause, MarketRow } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { streamKey } from '../feeds/series-name.js';

/** Names each row by its place in its own stream, which no file, partition or chunk has a part in. */
export class RowCount {
  private readonly counts = new Map<string, number>();
  private named: readonly Cause[] = [];

  /** The newest row, as a cause. */
  get newest(): readonly Cause[] {
    return this.named;
  }

  /** Counts the row and names it. */
  name(event: MarketEvent, series: string): readonly Cause[] {
    return this.pass({ symbol: event.symbol, kind: series, at: event.at }, 1);
  }

  /** Counts rows of one stream and names the last of them. */
  pass(last: Omit<MarketRow, 'n'>, rows: number): readonly Cause[] {
    const key = streamKey(last.kind, last.symbol);
    const n = (this.counts.get(key) ?? 0) + rows;
    this.counts.set(key, n);
    this.named = [{ row: { ...last, n } }];
    return this.named;
  }
}
