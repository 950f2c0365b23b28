import { endOfMinute } from '../../time/end-of-minute.js';

/** The minutes of a run without bars: the end of the one that the newest row lies in, until it is marked. */
export class Minutes {
  private end: number | null = null;

  /** @param count Whether minutes are marked at all; where bars make marks they are not. */
  constructor(private readonly count: boolean) {}

  /** A row came; its minute is worth a mark. */
  row(at: number): void {
    if (this.count) this.end = endOfMinute(at);
  }

  /** Whether some row is not marked yet. */
  isOpen(): boolean {
    return this.end !== null;
  }

  /** When the minute that waits for its mark is over; Infinity where none waits. */
  due(): number {
    return this.end ?? Number.POSITIVE_INFINITY;
  }

  /** Takes the minute that is over at an instant; null where there is none. */
  takeOver(at: number): number | null {
    if (this.end === null || this.end > at) return null;
    const { end } = this;
    this.end = null;
    return end;
  }

  /** Up to here further rows change nothing: -Infinity where a row has to open a minute first. */
  quietUntil(): number {
    if (!this.count) return Number.POSITIVE_INFINITY;
    return this.end ?? Number.NEGATIVE_INFINITY;
  }
}
