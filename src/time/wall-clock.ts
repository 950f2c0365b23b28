/** The one door to the host's own time and queue. */
export const wallClock = {
  /** Resolves when every promise that can settle by itself has. */
  nextMacrotask: (): Promise<void> => new Promise((resolve) => void setImmediate(resolve)),
  /** Resolves after a while of the host's. */
  pause: (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms)),
  /** Milliseconds since some instant of this process, never going back; for how long things take. */
  elapsedMs: (): number => performance.now(),
};
