import type { Coverage } from '../domain/journal.js';
import type { RowTraits } from './columns.js';
import type { Stream } from './stream.js';

/** The version of the format; a reader of one version refuses every other. */
export const TAPE_VERSION = 2;

/** The key of the footer's metadata under which a tape says what it is. */
export const META_KEY = 'millrace';

/** What a tape says of where its rows came from; a source of them says the same. */
export interface TapeOrigin {
  /** The URIs of what went in. */
  readonly sources: readonly string[];
  readonly tz: string;
  /** The range that was asked for; null where nothing was. */
  readonly coverage: Coverage;
  readonly adjusted: 'none' | 'split' | 'total' | 'events' | null;
  readonly notices: readonly string[];
}

/** What is known of one batch without reading it. */
export interface BatchMeta {
  readonly crc32: number;
  readonly rows: number;
  /** The `at` of its first and of its last row. */
  readonly first: number;
  readonly last: number;
  /** Bytes of the texts in it. */
  readonly textBytes: number;
}

/** What is known of one stream without reading it. */
export type StreamMeta = Stream & {
  readonly rows: number;
  readonly first: number | null;
  readonly last: number | null;
};

/** What stands in the footer of a tape, as JSON under `META_KEY`. */
export interface TapeMeta extends TapeOrigin, RowTraits {
  readonly rows: number;
  readonly streams: readonly StreamMeta[];
  /** SHA-256 of the rows, by `RowsHash`: wherever the same rows are read they have this hash. */
  readonly contentHash: string;
  /** CRC-32 of the file's beginning up to the first batch. */
  readonly head: number;
  readonly batches: readonly BatchMeta[];
  /** CRC-32 of each dictionary. */
  readonly dictionaries: readonly number[];
}
