import type { Coverage } from '../../../domain/journal.js';
import type { LiveFeed, Place } from '../../../sources/live/live-feed.js';
import type { Source } from '../../../sources/source.js';
import type { Wall } from '../../../time/wall.js';

/** What the command line says of a live run's sources. */
export interface FeedOptions {
  readonly source: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** Recorded sources that are told before lines are heard. */
  readonly history?: readonly string[];
  /** Whether tapes of what is read are kept for who reads it again. */
  readonly cache?: boolean;
  readonly seed: number;
  /** Where the recording lies, or will; undefined where nothing is recorded. */
  readonly folder?: string;
  /** How many records may be left out; undefined leaves that open. */
  readonly maxBad?: string;
}

/** A feed that is known and not yet open. */
export interface PlannedFeed {
  readonly sources: readonly Source[];
  readonly coverage: Coverage;
  /**
   * Begins to follow it, behind what an earlier life of the run has heard. `toldAt`: when that was told
   * anything last, by whomever; null where the run is new.
   */
  readonly open: (wall: Wall, after: Place | null, toldAt: number | null) => LiveFeed;
}
