import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { Series, Source } from '../../../src/sources/source.js';
import type { Batch } from '../../../src/tape/batch.js';

/** A source that has its events as columns too, cut into batches of that many rows. */
export const withBatches = (source: Source, events: readonly MarketEvent[], batchRows: number): Source => ({
  ...source,
  // eslint-disable-next-line @typescript-eslint/require-await -- it has it all already
  async *batches() {
    for (let from = 0; from < events.length; from += batchRows) {
      yield batchOf(events.slice(from, from + batchRows), source.series);
    }
  },
});

const batchOf = (events: readonly MarketEvent[], series: readonly Series[]): Batch => {
  const column = (read: (event: MarketEvent) => number | null): Float64Array =>
    Float64Array.from(events, (event) => read(event) ?? Number.NaN);
  const stream = (event: MarketEvent): number =>
    series.findIndex((one) => one.kind === event.kind && one.symbol === event.symbol);
  return {
    rows: events.length,
    stream: Uint16Array.from(events, stream),
    at: column(({ at }) => at),
    columns: {
      happenedAt: column((event) => (event.kind === 'bar' ? null : event.happenedAt)),
      price: column((event) => (event.kind === 'trade' ? event.price : null)),
      size: column((event) => (event.kind === 'trade' ? event.size : null)),
      bid: column((event) => (event.kind === 'quote' ? event.bid : null)),
      ask: column((event) => (event.kind === 'quote' ? event.ask : null)),
    },
    event: (row) => {
      const event = events[row];
      if (!event) throw new RangeError(`no row ${row}`);
      return event;
    },
  };
};
