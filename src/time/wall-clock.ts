/** Resolves when every promise that can settle by itself has: the one door to the host's own queue. */
export const nextMacrotask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
