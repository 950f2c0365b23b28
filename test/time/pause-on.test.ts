import { describe, expect, it } from '@jest/globals';
import { pauseOn } from '../../src/time/pause-on.js';
import { drivenWall } from '../engine/live/driven-wall.js';

describe('a pause', () => {
  it('lasts as long as is said', async () => {
    const wall = drivenWall(1_000);
    await pauseOn(wall, 250).over;
    expect(wall.now()).toBe(1_250);
  });

  it.each([500, Number.POSITIVE_INFINITY])(
    'of %s ms ends when somebody ends it, and leaves no alarm',
    async (ms) => {
      const wall = drivenWall(1_000);
      const { over, end } = pauseOn(wall, ms);
      end();
      await over;
      expect([wall.now(), wall.alarms()]).toEqual([1_000, 0]);
    },
  );
});
