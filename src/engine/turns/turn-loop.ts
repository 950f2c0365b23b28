import { MillraceError } from '../../domain/millrace-error.js';

/** A pipeline that takes this many turns between two rows of one instant feeds on itself. */
const TURNS_WITHOUT_TIME_MAX = 100_000;

/** Notices a pipeline that keeps time from passing: a timer of delay 0, or an order sent at every refusal. */
export class TurnLoop {
  private at = Number.NaN;
  /** How often something has happened that lets turns be counted anew. */
  private span = 0;
  private readonly turns = new Map<string, { span: number; count: number }>();

  constructor(private readonly now: () => number) {}

  /** A row of the market came, so the instant is not standing still: it may have very many of them. */
  row(): void {
    this.span += 1;
  }

  /** Counts one more turn of a pipeline; throws when it has taken too many at one instant. */
  count(pipeline: string): void {
    const at = this.now();
    if (at !== this.at) {
      this.at = at;
      this.span += 1;
    }
    const { span } = this;
    const turns = this.turns.get(pipeline);
    if (turns?.span !== span) {
      if (!turns) this.turns.set(pipeline, { span, count: 1 });
      else {
        turns.span = span;
        turns.count = 1;
      }
      return;
    }
    turns.count += 1;
    const { count } = turns;
    if (count <= TURNS_WITHOUT_TIME_MAX) return;
    throw new MillraceError('TIMER_LOOP', { pipeline, count, at: new Date(at).toISOString() });
  }
}
