import type { Wall } from '../../time/wall.js';

/** Where a loop rests until something is there to do, or the time for something has come. */
export class Rest {
  private wake: (() => void) | null = null;

  constructor(private readonly wall: Wall) {}

  /** Ends a rest, if there is one. */
  stir(): void {
    this.wake?.();
  }

  /** Rests, unless there is no need to, until it is stirred or a while is over (Infinity: however long). */
  async until(isReady: () => boolean, delayMs: number): Promise<void> {
    if (isReady()) return;
    await new Promise<void>((resolve) => {
      // Just after the instant, so that what is due at it is over.
      const stop =
        delayMs === Number.POSITIVE_INFINITY ? () => undefined : this.wall.alarm(delayMs + 1, resolve);
      this.wake = () => {
        stop();
        resolve();
      };
    });
    this.wake = null;
  }
}
