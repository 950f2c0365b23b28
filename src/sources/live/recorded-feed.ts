import type { MarketEvent } from '../../domain/market-event.js';
import { pauseOn } from '../../time/pause-on.js';
import type { Wall } from '../../time/wall.js';
import { merge } from '../merge.js';
import type { Source } from '../source.js';
import type { LiveFeed, Place } from './live-feed.js';
import { rowsAfter } from './rows-after.js';

/** How fast recorded events are lived through: as many seconds as in one of the wall, or step by step. */
export type Speed = number | 'step';

/** The wall's smallest step: a rest of a delay below it would never pass. */
const STEP_MS = 0.001;

/** What a recorded feed is made of. */
export interface RecordedFeedParts {
  readonly sources: readonly Source[];
  readonly speed: Speed;
  readonly wall: Wall;
  /** What was heard already, in an earlier life of the run. */
  readonly after: Place | null;
  /** Where trading begins; what comes before it is history, for warm-ups, and nobody waits for it. */
  readonly from?: number | null;
}

/**
 * Recorded sources as if they happened now; what lies before the beginning is told first, as fast as it goes.
 * At a speed, the engine's time is the first row's plus what has passed on the wall times the speed, and it
 * waits for a row that it has reached; in steps it is the time of the newest row. So old data are never late,
 * and each row is stamped with its own time.
 *
 *     wall     0 ms        100 ms       200 ms          speed 60
 *     engine   09:30:00    09:30:06     09:30:12
 *     rows     a b         c            d e
 */
export const recordedFeed = ({ sources, speed, wall, after, from }: RecordedFeedParts): LiveFeed => {
  const rows = rowsAfter(merge(sources), after);
  const time = speed === 'step' ? steps() : pace(speed, wall, from ?? Number.NEGATIVE_INFINITY);
  let waiting: readonly MarketEvent[] = [];
  /** How many of them were given: to cut them off one by one would copy all that wait. */
  let given = 0;
  let wake = (): void => undefined;
  let closed = false;

  const due = async (): Promise<readonly MarketEvent[] | null> => {
    for (;;) {
      if (closed) return null;
      if (given === waiting.length) {
        const { done, value } = await rows.next();
        if (done) return null;
        waiting = value;
        given = 0;
        continue;
      }
      const first = waiting[given]?.at ?? Number.NaN;
      const until = time.reached(first);
      const from = given;
      while (given < waiting.length && (waiting[given]?.at ?? Number.NaN) <= until) given += 1;
      if (given > from) {
        time.passed(waiting[given - 1]?.at ?? first, waiting[given]?.at ?? null);
        return waiting.slice(from, given);
      }
      const pause = pauseOn(wall, time.delayMs(first) + STEP_MS);
      wake = pause.end;
      await pause.over;
    }
  };

  return {
    uris: sources.map(({ uri }) => uri),
    series: sources.flatMap(({ series }) => series),
    tz: sources[0]?.tz ?? 'UTC',
    notices: sources.flatMap(({ notices }) => notices),
    now: time.now,
    delayMs: time.delayMs,
    stamp: ({ at }) => at,
    next: due,
    close: () => {
      closed = true;
      wake();
    },
  };
};

interface FeedTime {
  readonly now: () => number;
  readonly delayMs: (at: number) => number;
  /** How far time has come, given that a row at an instant is next. */
  readonly reached: (next: number) => number;
  /** Rows up to an instant were given; the next one, where it is known, is still to come. */
  readonly passed: (at: number, next: number | null) => void;
}

/** Time is that of the newest row; a step is an instant. */
const steps = (): FeedTime => {
  let newest = Number.NEGATIVE_INFINITY;
  return {
    now: () => newest,
    delayMs: () => Number.POSITIVE_INFINITY,
    reached: () => Number.POSITIVE_INFINITY,
    passed: (at) => {
      newest = at;
    },
  };
};

const pace = (speed: number, wall: Wall, from: number): FeedTime => {
  let base: { readonly at: number; readonly wall: number } | null = null;
  let newest = Number.NEGATIVE_INFINITY;
  let next: number | null = null;
  const running = (): number =>
    base === null ? Number.NEGATIVE_INFINITY : base.at + speed * (wall.now() - base.wall);
  return {
    now: () => Math.max(newest, next === null ? newest : Math.min(running(), next)),
    delayMs: (at) => (base === null ? Number.POSITIVE_INFINITY : Math.max(0, (at - running()) / speed)),
    reached: (at) => {
      // History is over already: its time is that of its newest row.
      if (base === null && at <= from) return from;
      base ??= { at, wall: wall.now() };
      next = at;
      return running();
    },
    passed: (at, following) => {
      newest = at;
      next = following;
    },
  };
};
