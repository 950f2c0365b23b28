import type { CarriedLatch } from '../domain/carried-body.js';
import type { EntryBodies, Outcome } from '../domain/journal.js';
import type { Mark } from '../domain/mark.js';
import type { Limits } from './limits.js';

/**
 * Watches the marks for a day's loss and for a drawdown. Once a limit is reached nothing that adds risk
 * passes: after a day's loss until the next session, after a drawdown for the rest of the run.
 */
export class LossLatch {
  private dayStart = 0;
  private day = '';
  private lastEquity: number | null = null;
  private peak = Number.NEGATIVE_INFINITY;
  private daily: Outcome | null = null;
  private drawdown: Outcome | null = null;

  constructor(private readonly limits: Pick<Limits, 'maxDailyLossPct' | 'maxDrawdownPct'>) {}

  /** Whether some limit is there that could latch. */
  get isSet(): boolean {
    return this.limits.maxDailyLossPct !== null || this.limits.maxDrawdownPct !== null;
  }

  /**
   * What holds now, if anything.
   *
   * @param pending The mark of the instant in progress: judged, and forgotten, since a later one may
   *   replace it.
   */
  latched(pending: Seen | null): Outcome | null {
    if (this.drawdown || !pending) return this.drawdown ?? this.daily;
    const { equity, sessionDate } = pending;
    const isNewDay = sessionDate > this.day;
    const daily = isNewDay ? null : this.daily;
    const start = isNewDay ? (this.lastEquity ?? equity) : this.dayStart;
    return this.drawdownAt(equity) ?? daily ?? this.lossAt(equity, start);
  }

  /** What was reached in an earlier segment of the run holds on as it did. */
  carry(latches: readonly CarriedLatch[]): void {
    for (const { code, facts, limit, until } of latches) {
      if (limit === 'maxDrawdownPct') this.drawdown = { code, facts };
      else {
        this.daily = { code, facts };
        this.day = until ?? '';
      }
    }
  }

  /** Takes the next mark and says which latch has just closed. */
  mark({ equity, sessionDate }: Seen): EntryBodies['latch'] | null {
    // Symbols of several exchanges take turns with their dates: a day that has begun is not left again.
    if (sessionDate > this.day) {
      // A day is measured from where the one before it ended.
      this.dayStart = this.lastEquity ?? equity;
      this.day = sessionDate;
      this.daily = null;
    }
    this.lastEquity = equity;
    this.peak = Math.max(this.peak, equity);
    const drawdown = this.drawdown ? null : this.drawdownAt(equity);
    this.drawdown ??= drawdown;
    if (drawdown) return { ...drawdown, limit: 'maxDrawdownPct', until: null };
    const loss = this.daily ? null : this.lossAt(equity, this.dayStart);
    this.daily ??= loss;
    return loss && { ...loss, limit: 'maxDailyLossPct', until: this.day };
  }

  private lossAt(equity: number, start: number): Outcome | null {
    const limit = this.limits.maxDailyLossPct;
    const lossPct = start > 0 ? (100 * (start - equity)) / start : 0;
    return limit === null || lossPct < limit
      ? null
      : { code: 'DAILY_LOSS_LATCHED', facts: { lossPct, limit } };
  }

  private drawdownAt(equity: number): Outcome | null {
    const limit = this.limits.maxDrawdownPct;
    const peak = Math.max(this.peak, equity);
    const drawdownPct = peak > 0 ? (100 * (peak - equity)) / peak : 0;
    if (limit === null || drawdownPct < limit) return null;
    return { code: 'DRAWDOWN_LATCHED', facts: { drawdownPct, limit } };
  }
}

type Seen = Pick<Mark, 'equity' | 'sessionDate'>;
