import type { Wall } from '../../time/wall.js';
import type { LiveFeed } from './live-feed.js';

/**
 * The time of a feed of what comes: the wall's, or that of its newest row.
 *
 * @param newest Gives the time of the newest row, where only rows tell the time; null: the wall does.
 */
export const liveTime = (
  wall: Wall,
  newest: (() => number) | null,
): Pick<LiveFeed, 'now' | 'delayMs' | 'stamp'> =>
  newest === null
    ? { now: wall.now, delayMs: (at) => Math.max(0, at - wall.now()), stamp: wall.now }
    : { now: newest, delayMs: () => Number.POSITIVE_INFINITY, stamp: ({ at }) => at };
