import { describe, expect, it } from '@jest/globals';
import type { Stamped } from '../../../src/domain/input.js';
import { Door } from '../../../src/engine/live/door.js';
import { Intake } from '../../../src/engine/live/intake.js';
import type { LiveEngine } from '../../../src/engine/live/live-engine.js';
import type { LiveFeed } from '../../../src/sources/live/live-feed.js';
import { trade } from '../../../src/testing/index.js';
import { keptRecording } from './kept-recording.js';

describe('the door', () => {
  it('lets an event in as known at its stamp, whenever its source had it: columns have one time a row', () => {
    const [early, inTime] = [1_000, 2_000].map((at) => trade({ symbol: 'A', at, price: 1 }));
    const taken: Stamped[] = [];
    // The door hands inputs over and asks nothing else of an engine or a feed.
    const engine = { take: (stamped: Stamped) => void taken.push(stamped) } as unknown as LiveEngine;
    const feed = { now: () => 1_500, stamp: () => 1_500 } as unknown as LiveFeed;
    const recording = keptRecording();
    const intake = new Intake({ queueRows: 1, whenFull: 'block' });
    const door = new Door({ engine, feed, intake, recording }, 1_200);
    if (!early || !inTime) throw new Error('there are two events');
    door.enter({ kind: 'market', event: early }, 1_500);
    door.enter({ kind: 'market', event: inTime }, 2_000);
    const known = { ...early, at: 1_500 };
    expect(recording.inputs.map(({ at, input }) => [at, input])).toEqual([
      [1_500, { kind: 'market', event: known }],
      [2_000, { kind: 'market', event: inTime }],
    ]);
    expect(taken).toEqual(recording.inputs);
  });
});
