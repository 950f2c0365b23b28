import type { Instrument } from '../domain/instrument.js';
import type { Coverage, Outcome } from '../domain/journal.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { Batch } from '../tape/batch.js';
import type { KafkaWorld } from './kafka/kafka-world.js';

/** One stream that a source has. */
export interface Series {
  /** Empty for events that belong to no symbol. */
  readonly symbol: string;
  readonly kind: 'bar' | 'quote' | 'trade' | 'event' | 'status' | 'action';
  /** The length of bars. */
  readonly every?: string;
  /** The name of events. */
  readonly name?: string;
}

/**
 * An adapter to the outside world: ordered, checked market events, and what is known before
 * the first of them.
 */
export interface Source {
  readonly uri: string;
  readonly series: readonly Series[];
  /** The zone of its naive times, and of days where no calendar is known. */
  readonly tz: string;
  /** What its URI states; null where it states nothing. */
  readonly coverage: Coverage;
  readonly adjusted: 'none' | 'split' | 'total' | 'events' | null;
  /**
   * How long bars that are made of its rows wait after their end for those on their way, where time is the
   * wall's; none where nothing is said.
   */
  readonly graceMs?: number;
  /** Lines for people, such as `fills at back-adjusted prices`. */
  readonly notices: readonly string[];
  /** What the journal has to say of it: what was left out. */
  readonly outcomes?: readonly Outcome[];
  /** Chunks with `at` never falling; rows of one instant stand as in the file. Each call reads anew. */
  rows(): AsyncIterable<readonly MarketEvent[]>;
  /**
   * The same rows as columns, in the declared order, where it has them so; a stream's index is its place in
   * `series`. A batch is good until the next one is asked for.
   */
  readonly batches?: (() => AsyncIterable<Batch>) | undefined;
  /** The hash of all its rows by `RowsHash`, where that is known without reading them. */
  readonly contentHash?: string | undefined;
}

/** What a source has to know of its surroundings. */
export interface SourceWorld {
  readonly instrument: (symbol: string) => Instrument;
  /**
   * Epoch milliseconds, instead of the URI's: nothing that begins before it is wanted (a warm-up reads
   * further back).
   */
  readonly from?: number;
  /**
   * Epoch milliseconds, instead of the URI's: nothing that happens at or after it is wanted, nor a bar that
   * ends after it.
   */
  readonly to?: number;
  /** Rows of a chunk; no result depends on it. */
  readonly chunkRows?: number;
  /** Where topics are read; a topic needs it. */
  readonly kafka?: KafkaWorld;
}
