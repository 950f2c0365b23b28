import type { Wall } from './wall.js';

/** How long a wait may last before it looks at the clock again. */
const LOOK_MS = 1_000;

const nextMacrotask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The one door to the host's own time and queue. */
export const wallClock = {
  /** Resolves when every promise that can settle by itself has. */
  nextMacrotask,
  /** Resolves after a while of the host's. */
  pause: (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms)),
  /** Milliseconds since some instant of this process, never going back; for how long things take. */
  elapsedMs: (): number => performance.now(),

  /**
   * The wall as a live run sees it: a clock that is set back does not take the run along, one that is set
   * forward does, as it is after a machine slept (and its timers with it).
   */
  wall: (): Wall => {
    let offset = Number.NEGATIVE_INFINITY;
    const now = (): number => {
      const elapsed = performance.now();
      offset = Math.max(offset, Date.now() - elapsed);
      return Math.round((offset + elapsed) * 1_000) / 1_000;
    };
    return { now, alarm: (delayMs, ring) => alarmAt(now() + delayMs, { now, ring }), breathe: nextMacrotask };
  },
};

/** Waits a second at a time, so that what came due while the machine slept rings soon after. */
const alarmAt = (due: number, { now, ring }: { now: () => number; ring: () => void }): (() => void) => {
  const look = (): NodeJS.Timeout => {
    const leftMs = Math.max(0, due - now());
    return leftMs <= LOOK_MS ? setTimeout(ring, leftMs) : setTimeout(again, LOOK_MS);
  };
  const again = (): void => {
    timer = look();
  };
  let timer = look();
  return () => clearTimeout(timer);
};
