import { describe, expect, it, jest } from '@jest/globals';
import { inTime } from '../../../../src/cli/live/session/in-time.js';
import type { LiveFeed } from '../../../../src/sources/live/live-feed.js';

const LAST = Date.UTC(2024, 0, 2, 15);

const feedAt = (now: number) => {
  const close = jest.fn();
  // Nothing else of a feed is asked for before the run begins.
  return { feed: { now: () => now, close } as unknown as LiveFeed, close };
};

const at = (time: number) => ({ now: () => time });
const placeAt = (time: number) => ({ at: time, rows: 1, total: 9, partitions: new Map() });

describe('a run that is taken up again', () => {
  it.each([
    ['later', LAST + 5_000, LAST],
    ['by a clock that was put right by a little', LAST - 1_000, LAST],
    ['over a tape, which has no time before its first row', Number.NEGATIVE_INFINITY, LAST],
    ['for the first time', LAST, null],
  ])('goes on %s', (_when, now, lastAt) => {
    const { feed, close } = feedAt(now);
    expect(inTime(feed, { after: null, lastAt }, at(now))).toBe(feed);
    expect(close).not.toHaveBeenCalled();
  });

  it('does not begin where the clock was set back meanwhile, and lets go of its source', () => {
    const { feed, close } = feedAt(LAST - 1_001);
    expect(() => inTime(feed, { after: null, lastAt: LAST }, at(LAST - 1_001))).toThrow(
      /last told something at 2024-01-02T15:00:00.000Z, and now it is 2024-01-02T14:59:58.999Z\. Time/,
    );
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('asks the wall where it had not heard more than its history, whose time is older', () => {
    const [newest, told] = [LAST - 60_000, { after: placeAt(LAST - 60_000), lastAt: LAST }];
    const { feed } = feedAt(newest);
    expect(inTime(feed, told, at(LAST + 1))).toBe(feed);
    expect(() => inTime(feed, told, at(LAST - 1_001))).toThrow(/CLOCK_BEHIND|Time never goes back/);
  });
});
