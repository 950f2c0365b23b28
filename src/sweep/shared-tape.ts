import type { Coverage } from '../domain/journal.js';
import type { Series, Source } from '../sources/source.js';
import type { BatchColumns } from '../tape/batch.js';
import type { Stream } from '../tape/stream.js';

/**
 * Rows of a tape as columns over shared memory: sent to a worker, the columns are the same bytes there, and
 * nothing is copied.
 */
export interface Segment {
  readonly rows: number;
  readonly stream: Uint16Array;
  readonly at: Float64Array;
  /** A column that no row of the segment has something in is absent. */
  readonly columns: BatchColumns;
  /** JSON of what is no number, UTF-8: where each row's ends, and all of it; null where no row has any. */
  readonly texts: { readonly ends: Uint32Array; readonly bytes: Uint8Array } | null;
}

/** All rows of some sources in the declared order, and what is known of them. */
export interface SharedTape extends Pick<Source, 'uri' | 'tz' | 'adjusted' | 'notices'> {
  readonly coverage: Coverage;
  readonly series: readonly Series[];
  /** What the rows' streams mean: the series, and streams that no source had announced. */
  readonly streams: readonly Stream[];
  readonly segments: readonly Segment[];
  readonly rows: number;
  /** All its columns together. */
  readonly bytes: number;
  /** Of all its rows. */
  readonly contentHash: string;
}
