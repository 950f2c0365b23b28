import type { Offsets, Origin } from '../../domain/input.js';
import type { MarketEvent } from '../../domain/market-event.js';
import type { Series } from '../source.js';

/** A source that a live run follows: events as they come, and what time it is there. */
export interface LiveFeed {
  readonly uris: readonly string[];
  readonly series: readonly Series[];
  readonly tz: string;
  readonly notices: readonly string[];
  /**
   * What time it is for the engine (epoch milliseconds): the wall's, or that of a tape that is lived through.
   * It never runs past an event that is still to come from here.
   */
  readonly now: () => number;
  /** How long the wall takes until the engine's time is there; Infinity where only events move it. */
  readonly delayMs: (at: number) => number;
  /** When the engine learns of an event that was given: its own time, or now. */
  readonly stamp: (event: MarketEvent) => number;
  /**
   * What has come, at least one event, as soon as there is any; none where only its time has begun; null: it
   * is over.
   */
  readonly next: () => Promise<readonly MarketEvent[] | null>;
  /** Of a topic: where in it an event that was given stood, and from where on it is followed. */
  readonly topic?: {
    readonly originOf: (event: MarketEvent) => Origin | undefined;
    readonly offsets: () => Offsets;
  };
  /** Lets go of whatever it holds; a `next` that waits comes to its end. */
  readonly close: () => void;
}

/**
 * Where an earlier life of the run stopped listening: the last row's time, how many came at it, and how many
 * in all.
 */
export interface Place {
  readonly at: number;
  readonly rows: number;
  readonly total: number;
  /** By partition, of a topic that is followed. */
  readonly partitions: ReadonlyMap<number, PartitionPlace>;
}

/** Where in a partition an earlier life of the run stopped listening. */
export interface PartitionPlace {
  /** Everything before this offset was heard. */
  readonly settled: number;
  /** Of records from there on that were heard: the last row of each. */
  readonly rows: ReadonlyMap<number, number>;
}
