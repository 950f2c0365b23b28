import { pauseOn } from '../../time/pause-on.js';
import type { Wall } from '../../time/wall.js';

/** Where a loop rests until something is there to do, or the time for something has come. */
export class Rest {
  private end: (() => void) | null = null;

  constructor(private readonly wall: Wall) {}

  /** Ends a rest, if there is one. */
  stir(): void {
    this.end?.();
  }

  /** Rests, unless there is no need to, until it is stirred or a while is over (Infinity: however long). */
  async until(isReady: () => boolean, delayMs: number): Promise<void> {
    if (isReady()) return;
    // Just after the instant, so that what is due at it is over.
    const { over, end } = pauseOn(this.wall, delayMs + 1);
    this.end = end;
    await over;
    this.end = null;
  }
}
