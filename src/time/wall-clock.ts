import type { Wall } from './wall.js';

/** Longer delays overflow the host's timers, which then ring at once. */
const DELAY_MS_MAX = 2_147_483_647;

/** The one door to the host's own time and queue. */
export const wallClock = {
  /** Resolves when every promise that can settle by itself has. */
  nextMacrotask: (): Promise<void> => new Promise((resolve) => void setImmediate(resolve)),
  /** Resolves after a while of the host's. */
  pause: (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms)),
  /** Milliseconds since some instant of this process, never going back; for how long things take. */
  elapsedMs: (): number => performance.now(),

  /** The wall as a live run sees it; a clock that is set back does not take the run along. */
  wall: (): Wall => {
    const begun = Date.now();
    const mark = performance.now();
    return {
      now: () => Math.round((begun + performance.now() - mark) * 1_000) / 1_000,
      alarm: (delayMs, ring) => {
        const timer = setTimeout(ring, Math.min(Math.max(0, delayMs), DELAY_MS_MAX));
        return () => clearTimeout(timer);
      },
      breathe: wallClock.nextMacrotask,
    };
  },
};
