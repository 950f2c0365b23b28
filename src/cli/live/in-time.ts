import { isoText } from '../../domain/iso-text.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { LiveFeed } from '../../sources/live/live-feed.js';

/** How far a clock may have been set back while nobody looked, as machines do that keep theirs right. */
const SLACK_MS = 1_000;

/**
 * A feed whose time is not before what the run was told last. Time never goes back in a run, so that bars and
 * timers would stand still until a clock that was set back is there again.
 *
 * @param lastAt The stamp of the last input of an earlier life of the run; null where it is new.
 * @throws {MillraceError} CLOCK_BEHIND where the clock was set back since; the feed is closed then.
 */
export const inTime = (feed: LiveFeed, lastAt: number | null): LiveFeed => {
  const now = feed.now();
  // Of a tape nobody knows the time yet.
  if (lastAt === null || now === Number.NEGATIVE_INFINITY || now >= lastAt - SLACK_MS) return feed;
  feed.close();
  throw new MillraceError('CLOCK_BEHIND', { last: isoText(lastAt), now: isoText(now) });
};
