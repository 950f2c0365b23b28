/** The one door to the host's own time and queue. */
export const wallClock = {
  /** Resolves when every promise that can settle by itself has. */
  nextMacrotask: (): Promise<void> => new Promise((resolve) => void setImmediate(resolve)),
};
