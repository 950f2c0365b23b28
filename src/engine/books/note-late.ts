import type { Cause } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { seriesOf } from '../feeds/series-name.js';
import type { JournalWriter } from './journal-writer.js';

/** Journals a row that came when bars it belongs to were over. */
export const noteLate =
  (journal: JournalWriter) =>
  (event: MarketEvent, bars: readonly string[], causes: readonly Cause[]): void => {
    const happenedAt = event.kind === 'bar' ? event.start : event.happenedAt;
    journal.append({
      kind: 'late',
      causes,
      symbol: event.symbol,
      body: { stream: seriesOf(event), happenedAt, bars },
    });
  };
