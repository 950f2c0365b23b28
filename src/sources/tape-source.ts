import type { Batch } from '../tape/batch.js';
import type { Series, Source } from './source.js';

/** A source that is a tape: its rows stand in the declared order already, in columns. */
export interface TapeSource extends Source {
  /** What the indices of a batch's `stream` mean. */
  readonly streams: readonly Series[];
  /** The range's rows, a batch at a time; the next batch overwrites the one before. Each call reads anew. */
  batches(): AsyncIterable<Batch>;
}
