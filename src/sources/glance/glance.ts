import type { Instrument } from '../../domain/instrument.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { allColumnsOf } from '../../tape/columns.js';
import { putEvent } from '../../tape/put-event.js';
import { clearRows, emptyRows } from '../../tape/rows.js';
import { streamKey, streamOf } from '../../tape/stream.js';
import { calendarNamed } from '../../time/calendar.js';
import type { Source } from '../source.js';
import { type SeenBatch, StreamGlance, type StreamSeen } from './stream-glance.js';

/** What there is to see of a source at a glance. */
export interface Seen {
  readonly rows: number;
  readonly first: number;
  readonly last: number;
  /** Those that have rows. */
  readonly streams: readonly StreamSeen[];
}

/**
 * Looks at all rows of a source once, in memory that depends on its streams alone.
 *
 * @throws MillraceError RANGE_EMPTY where there is none.
 */
export const glance = async (source: Source, instrument: (symbol: string) => Instrument): Promise<Seen> => {
  const streams = source.series.map((series) => {
    const name = series.symbol === '' ? null : instrument(series.symbol).calendar;
    return new StreamGlance(series, name === null ? null : (calendarNamed(name) ?? null));
  });
  let [first, last] = [Number.NaN, Number.NaN];
  for await (const { rows, stream, at, ...batch } of batchesOf(source)) {
    for (const one of streams) one.open(batch);
    if (Number.isNaN(first)) first = at[0] ?? Number.NaN;
    for (let row = 0; row < rows; row += 1) streams[stream[row] ?? 0]?.look(row, at[row] ?? Number.NaN);
    last = at[rows - 1] ?? last;
  }
  const seen = streams.filter(({ rows }) => rows > 0).map((one) => one.result());
  if (seen.length === 0) throw new MillraceError('RANGE_EMPTY', { uri: source.uri });
  return { rows: seen.reduce((sum, { rows }) => sum + rows, 0), first, last, streams: seen };
};

interface LookedAt extends SeenBatch {
  readonly rows: number;
  readonly stream: Uint16Array;
  readonly at: Float64Array;
}

async function* batchesOf(source: Source): AsyncGenerator<LookedAt, void, undefined> {
  if (source.batches !== undefined) {
    for await (const batch of source.batches()) {
      const { rows, stream, at, columns } = batch;
      yield { rows, stream, at, columns, text: (row) => JSON.stringify(batch.event(row)) };
    }
    return;
  }
  const places = new Map(source.series.map((series, place) => [streamKey(series), place]));
  const wanted = allColumnsOf([...new Set(source.series.map(({ kind }) => kind))]);
  let rows = emptyRows(wanted, 0);
  for await (const events of source.rows()) {
    if (rows.at.length < events.length) rows = emptyRows(wanted, events.length);
    clearRows(rows);
    for (const event of events) putEvent(rows, event, places.get(streamKey(streamOf(event))) ?? 0);
    const { count, stream, at, columns, data } = rows;
    yield { rows: count, stream, at, columns, text: (row) => data[row] ?? null };
  }
}
