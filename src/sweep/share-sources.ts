import { MillraceError } from '../domain/millrace-error.js';
import { actionSource } from '../sources/action-source.js';
import { originOf } from '../sources/ingest/origin-of.js';
import { merge } from '../sources/merge.js';
import type { Series, Source } from '../sources/source.js';
import { ColumnBatch } from '../tape/column-batch.js';
import { allColumnsOf } from '../tape/columns.js';
import { putEvent } from '../tape/put-event.js';
import { BATCH_ROWS, clearRows, emptyRows, type Rows } from '../tape/rows.js';
import { RowsHash } from '../tape/rows-hash.js';
import { StreamTable } from '../tape/sort/stream-table.js';
import { streamKey, streamOf } from '../tape/stream.js';
import { segmentOf } from './segment-of.js';
import type { Segment, SharedTape } from './shared-tape.js';

/** What sharing is bound by, and who watches it. */
export interface Sharing {
  /** The most memory that all rows may take. */
  readonly bytesMax: number;
  readonly signal?: AbortSignal;
}

/** Kinds of rows that are nothing but numbers. */
const PLAIN: readonly Series['kind'][] = ['bar', 'quote', 'trade'];

/**
 * Reads sources once, merged into the declared order, into memory that every worker sees.
 *
 * @throws MillraceError SWEEP_TOO_LARGE as soon as the rows need more than they may, and what the sources
 * themselves throw.
 */
export const shareSources = async (
  sources: readonly Source[],
  { bytesMax, signal }: Sharing,
): Promise<SharedTape> => {
  // Merged, nobody could say any more that two sources tell splits and dividends of one symbol.
  for (const { kind, symbol } of sources.flatMap((source) => source.series))
    if (kind === 'action') actionSource(sources, symbol);
  const origin = originOf(sources);
  const series = distinct(sources.flatMap((source) => source.series));
  const table = new StreamTable();
  for (const one of series) table.place(one);
  const segments: Segment[] = [];
  let total = { rows: 0, bytes: 0 };
  const [only, ...others] = sources;
  const known = others.length === 0 ? only?.contentHash : undefined;
  const hash = new RowsHash();
  const keep = (rows: Rows): void => {
    signal?.throwIfAborted();
    if (rows.count === 0) return;
    if (known === undefined) hash.batch(new ColumnBatch(rows, table.streams), table.streams);
    const { segment, bytes } = segmentOf(rows);
    segments.push(segment);
    total = { rows: total.rows + rows.count, bytes: total.bytes + bytes };
    if (total.bytes > bytesMax) throw tooLarge(sources, total, bytesMax);
  };
  const isPlain = series.every(({ kind }) => PLAIN.includes(kind));
  if (only?.batches && others.length === 0 && isPlain) {
    for await (const { rows: count, stream, at, columns } of only.batches()) {
      keep({ count, stream, at, columns, data: [] });
    }
  } else {
    const rows = emptyRows(allColumnsOf([...new Set(series.map(({ kind }) => kind))]), BATCH_ROWS);
    for await (const chunk of merge(sources)) {
      for (const event of chunk) {
        putEvent(rows, event, table.place(streamOf(event)));
        if (rows.count < BATCH_ROWS) continue;
        keep(rows);
        clearRows(rows);
      }
    }
    keep(rows);
  }
  const { tz, adjusted, coverage, notices } = origin;
  const uri = sources.map((source) => source.uri).join(' and ');
  const about = { uri, tz, adjusted, coverage, notices, series, streams: table.streams };
  return { ...about, segments, ...total, contentHash: known ?? hash.digest() };
};

const distinct = (series: readonly Series[]): readonly Series[] => [
  ...new Map(series.map((one) => [streamKey(one), one])).values(),
];

const tooLarge = (
  sources: readonly Source[],
  { rows, bytes }: { rows: number; bytes: number },
  bytesMax: number,
): MillraceError =>
  new MillraceError('SWEEP_TOO_LARGE', {
    uri: sources.map(({ uri }) => uri).join(' and '),
    rows,
    mb: Math.ceil(bytes / 1e6),
    mbMax: Math.floor(bytesMax / 1e6),
  });
