import type { MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { Batch } from '../tape/batch.js';
import type { ColumnBatch } from '../tape/column-batch.js';
import { readRows, type Wanted } from '../tape/read-rows.js';
import { openTape } from '../tape/tape-file.js';
import type { StreamMeta, TapeMeta } from '../tape/tape-meta.js';
import { ActionFit } from './action-fit.js';
import { readRange } from './read-range.js';
import type { Series, Source, SourceWorld } from './source.js';
import type { SourceUri } from './source-uri.js';

const CHUNK_ROWS = 4096;
const EVER = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** A tape as a source: its rows stand in columns already, in the declared order. */
export interface TapedSource extends Source {
  readonly batches: () => AsyncIterable<ColumnBatch>;
}

/** Opens a tape: what it is was written beside its rows, so nothing is decided here but the range. */
export const openTapeSource = (uri: SourceUri, world: SourceWorld): TapedSource => {
  const tape = openTape(uri.path);
  const { meta } = tape;
  const said = readRange({ ...uri, tz: meta.tz });
  const coverage = { from: said.from ?? meta.coverage.from, to: said.to ?? meta.coverage.to };
  const streams: readonly Series[] = meta.streams.map(seriesOf);
  const places = [...streams.keys()].filter((place) => isWanted(streams[place], uri));
  if (places.length === 0) {
    const symbols = [...new Set(streams.map(({ symbol }) => symbol))];
    const reason = `no row is of ${uri.symbol ?? ''}; there are ${symbols.join(', ')}`;
    throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  }
  const wanted = {
    from: world.from ?? coverage.from ?? Number.NEGATIVE_INFINITY,
    to: world.to ?? coverage.to ?? Number.POSITIVE_INFINITY,
    streams: places,
  };
  const all = isWhole(meta, wanted);
  const series = places.flatMap((place) => streams[place] ?? []);
  const batches = (): AsyncIterable<ColumnBatch> => {
    const rows = readRows(tape, all ? { ...EVER, streams: places } : wanted);
    return series.some(({ kind }) => kind === 'action') ? fitting(rows, { series, path: uri.path }) : rows;
  };
  return {
    uri: uri.text,
    series,
    tz: meta.tz,
    coverage,
    adjusted: meta.adjusted,
    notices: meta.notices,
    batches,
    contentHash: all ? meta.contentHash : undefined,
    rows: () => eventsOf(batches(), world.chunkRows ?? CHUNK_ROWS),
  };
};

/** Rows whose splits and dividends are held against their prices: whoever wrote the tape may not have. */
async function* fitting(
  batches: AsyncIterable<ColumnBatch>,
  { series, path }: { series: readonly Series[]; path: string },
): AsyncGenerator<ColumnBatch, void, undefined> {
  const fit = new ActionFit(path);
  for await (const batch of batches) {
    fit.batch(batch, series);
    yield batch;
  }
}

/** Whether no row of a tape can lie outside; a bar begins before its `at`, and only that is known of it. */
const isWhole = (
  { streams, batches, coverage }: TapeMeta,
  { from, to, streams: places }: Wanted,
): boolean => {
  const hasBars = streams.some(({ kind }) => kind === 'bar');
  const first = hasBars ? Number.NEGATIVE_INFINITY : (batches[0]?.first ?? Number.POSITIVE_INFINITY);
  const last = batches.at(-1)?.last ?? Number.NEGATIVE_INFINITY;
  const beginsBefore = from <= first || from <= (coverage.from ?? first);
  const endsAfter = to > last || to >= (coverage.to ?? Number.POSITIVE_INFINITY);
  return places.length === streams.length && beginsBefore && endsAfter;
};

const isWanted = (series: Series | undefined, { symbol }: SourceUri): boolean =>
  symbol === null || series?.symbol === symbol;

const seriesOf = ({ symbol, kind, every, name }: StreamMeta): Series => ({
  symbol,
  kind,
  ...(every === undefined ? {} : { every }),
  ...(name === undefined ? {} : { name }),
});

/** Rows as events, in chunks of one size, the last one apart. */
async function* eventsOf(
  batches: AsyncIterable<Batch>,
  chunkRows: number,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  let chunk: MarketEvent[] = [];
  for await (const batch of batches) {
    for (let row = 0; row < batch.rows; row += 1) {
      chunk.push(batch.event(row));
      if (chunk.length < chunkRows) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
