import type { Coverage } from '../../domain/journal.js';
import type { LiveFeed, Place } from '../../sources/live/live-feed.js';
import type { Source } from '../../sources/source.js';
import type { Wall } from '../../time/wall.js';

/** A feed that is known and not yet open. */
export interface PlannedFeed {
  readonly sources: readonly Source[];
  readonly coverage: Coverage;
  /** Begins to follow it, behind what an earlier life of the run has heard. */
  readonly open: (wall: Wall, after: Place | null) => LiveFeed;
}
