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

  /** What holds now, if anything. */
  latched(): Outcome | null {
    return this.drawdown ?? this.daily;
  }

  /** Takes the next mark and says which latch has just closed. */
  mark({ equity, sessionDate }: Pick<Mark, 'equity' | 'sessionDate'>): EntryBodies['latch'] | null {
    // Symbols of several exchanges take turns with their dates: a day that has begun is not left again.
    if (sessionDate > this.day) {
      // A day is measured from where the one before it ended.
      this.dayStart = this.lastEquity ?? equity;
      this.day = sessionDate;
      this.daily = null;
    }
    this.lastEquity = equity;
    this.peak = Math.max(this.peak, equity);
    return this.checkDrawdown(equity) ?? this.checkDay(equity);
  }

  private checkDay(equity: number): EntryBodies['latch'] | null {
    const limit = this.limits.maxDailyLossPct;
    const lossPct = this.dayStart > 0 ? 100 * (1 - equity / this.dayStart) : 0;
    if (limit === null || this.daily || lossPct < limit) return null;
    this.daily = { code: 'DAILY_LOSS_LATCHED', facts: { lossPct, limit } };
    return { ...this.daily, limit: 'maxDailyLossPct', until: this.day };
  }

  private checkDrawdown(equity: number): EntryBodies['latch'] | null {
    const limit = this.limits.maxDrawdownPct;
    const drawdownPct = this.peak > 0 ? 100 * (1 - equity / this.peak) : 0;
    if (limit === null || this.drawdown || drawdownPct < limit) return null;
    this.drawdown = { code: 'DRAWDOWN_LATCHED', facts: { drawdownPct, limit } };
    return { ...this.drawdown, limit: 'maxDrawdownPct', until: null };
  }
}
