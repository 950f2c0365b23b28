import { isoText } from '../../../domain/iso-text.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import type { LiveFeed, Place } from '../../../sources/live/live-feed.js';
import type { Wall } from '../../../time/wall.js';

/** How far a clock may have been set back while nobody looked, as machines do that keep theirs right. */
const SLACK_MS = 1_000;

/** What is known of the time of a run that is taken up. */
interface Heard {
  /** Where its source is taken up again; null where nothing of it was heard. */
  readonly after: Place | null;
  /** The stamp of the last input of an earlier life of the run; null where it is new. */
  readonly lastAt: number | null;
}

/**
 * A feed whose time is not before what the run was told last. Time never goes back in a run, so that bars and
 * timers would stand still until a clock that was set back is there again. A feed that tells history first
 * has the time of the newest row of it: there the wall says whether its clock was set back.
 *
 * @throws {MillraceError} CLOCK_BEHIND where the clock was set back since; the feed is closed then.
 */
export const inTime = (feed: LiveFeed, { after, lastAt }: Heard, wall: Pick<Wall, 'now'>): LiveFeed => {
  const told = feed.now();
  // Of a tape nobody knows the time yet.
  if (lastAt === null || told === Number.NEGATIVE_INFINITY || told >= lastAt - SLACK_MS) return feed;
  const now = told === after?.at ? wall.now() : told;
  if (now >= lastAt - SLACK_MS) return feed;
  feed.close();
  throw new MillraceError('CLOCK_BEHIND', { last: isoText(lastAt), now: isoText(now) });
};
