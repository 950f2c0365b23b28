/** The host's time as a live run needs it; tests hand in one that they drive. */
export interface Wall {
  /** Epoch milliseconds, fractions carry microseconds; never back. */
  readonly now: () => number;
  /** Calls once after a while; gives what takes it back. */
  readonly alarm: (delayMs: number, ring: () => void) => () => void;
  /** Resolves when whatever waits in the host's queue has had its turn. */
  readonly breathe: () => Promise<void>;
}
