import { MillraceError } from '../domain/millrace-error.js';

/** A pipeline that takes this many turns at one instant feeds on itself: no market has as much to say. */
const TURNS_AT_ONE_INSTANT_MAX = 100_000;

/** Notices a pipeline that keeps time from passing: a timer of delay 0, or an order sent at every refusal. */
export class TurnLoop {
  private at = Number.NaN;
  private turns = 0;

  constructor(private readonly now: () => number) {}

  /** Counts one more turn; throws when there are too many at one instant. */
  count(pipeline: string): void {
    const at = this.now();
    if (at !== this.at) {
      this.at = at;
      this.turns = 0;
    }
    this.turns += 1;
    if (this.turns <= TURNS_AT_ONE_INSTANT_MAX) return;
    throw new MillraceError('TIMER_LOOP', { pipeline, count: this.turns, at: new Date(at).toISOString() });
  }
}
