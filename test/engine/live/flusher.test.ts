import { describe, expect, it } from '@jest/globals';
import { Flusher } from '../../../src/engine/live/flusher.js';
import { keptRecording } from './kept-recording.js';

/** A flusher on a wall that tells how long each rest was, and goes on at once. */
const flusherOn = (recording: ReturnType<typeof keptRecording>) => {
  const rests: number[] = [];
  const health: boolean[] = [];
  let ring = (): void => undefined;
  const flusher = new Flusher({
    recording,
    wall: {
      now: () => 0,
      breathe: () => Promise.resolve(),
      alarm: (delayMs, rung) => {
        rests.push(delayMs);
        ring = rung;
        return () => undefined;
      },
    },
    flushMs: () => 20,
    onHealth: ({ healthy }) => health.push(healthy),
  });
  const turn = async (): Promise<void> => {
    ring();
    for (let count = 0; count < 4; count += 1) await new Promise((resolve) => void setImmediate(resolve));
  };
  return { flusher, rests, health, turn };
};

describe('a flusher', () => {
  it('leaves a disk that refuses alone for longer and longer, within a bound, and forgets it afterwards', async () => {
    const recording = keptRecording();
    const { flusher, rests, health, turn } = flusherOn(recording);
    recording.append({ serial: 1, at: 1, input: { kind: 'wake' } });
    recording.refuses = true;
    flusher.soon();
    for (let count = 0; count < 9; count += 1) await turn();
    expect(rests).toEqual([20, 50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(health).toEqual([false]);
    recording.refuses = false;
    await turn();
    expect(health).toEqual([false, true]);
    expect(recording.durableSerial).toBe(1);
    recording.append({ serial: 2, at: 1, input: { kind: 'wake' } });
    flusher.soon();
    expect(rests.at(-1)).toBe(20);
  });
});
