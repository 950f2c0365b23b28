import type { Wall } from './wall.js';

/** A while of the wall. */
interface Pause {
  readonly over: Promise<void>;
  /** Ends it before its time, and takes its alarm back. */
  readonly end: () => void;
}

/** Begins a while of the wall that somebody may end; of Infinity it lasts until then. */
export const pauseOn = (wall: Wall, delayMs: number): Pause => {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const unset = delayMs === Number.POSITIVE_INFINITY ? () => undefined : wall.alarm(delayMs, resolve);
    end = () => {
      unset();
      resolve();
    };
  });
  return { over, end };
};
