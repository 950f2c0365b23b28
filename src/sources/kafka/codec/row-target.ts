import type { Rows } from '../../../tape/rows.js';
import type { Stream } from '../../../tape/stream.js';
import type { RecordView } from './record-view.js';

/**
 * Where the rows of records go. Its `lines` take the `millrace-seq` of the record that a row stood in, NaN
 * where it has none.
 */
export interface RowTarget {
  /**
   * The number by which rows name a stream; it never changes while the target lives. The rows may be others
   * afterwards: a stream is placed before there is room for its rows.
   */
  readonly place: (stream: Stream) => number;
  /** The rows, with room for so many more; every column that is not written is unknown (NaN). */
  readonly reserve: (rows: number) => Rows;
}

/** Turns records into rows. */
export interface RecordDecoder {
  /**
   * Puts the rows of a record behind those that are there; a tombstone has none.
   *
   * @returns Null, or why it cannot be read: then no row was put.
   * @throws MillraceError KAFKA_SCHEMA_UNKNOWN for a record of another major version than ours.
   */
  readonly decode: (record: RecordView) => string | null;
  /**
   * After a record what its writer says of those behind it in the partition: none has a row before this
   * instant (epoch milliseconds). NaN where it says nothing.
   */
  readonly watermark: number;
}
