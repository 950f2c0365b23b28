import { byCodePoint } from '../../domain/event-order.js';
import type { Bar, MarketEvent } from '../../domain/market-event.js';
import { BarSeries } from './bar-series.js';
import type { SeriesPlan } from './series-plan.js';

/** A bar that is due, under the name of its series. */
export interface DueBar {
  readonly series: string;
  readonly bar: Bar;
}

const NONE: readonly string[] = [];
const NOTHING_DUE: readonly DueBar[] = [];

/**
 * All series that are made here, and which of them end next. Bars that end at one instant come shorter before
 * longer, then by symbol: the order they would have as rows of a file.
 */
export class BarMaker {
  private readonly series: readonly BarSeries[];
  private readonly bySymbol = new Map<string, BarSeries[]>();
  /** Rows of later bars, by the series whose open one still waits for its own. */
  private readonly ahead = new Map<BarSeries, MarketEvent[]>();
  private earlyEnd = Number.POSITIVE_INFINITY;
  private lateEnd = Number.POSITIVE_INFINITY;

  constructor(plans: readonly SeriesPlan[]) {
    this.series = plans.map((plan) => new BarSeries(plan)).sort(inDeliveryOrder);
    for (const series of this.series) {
      const { symbol } = series.plan;
      this.bySymbol.set(symbol, [...(this.bySymbol.get(symbol) ?? []), series]);
    }
  }

  /** When the next bar ends that is delivered before the rows of its instant. */
  nextEarly(): number {
    return this.earlyEnd;
  }

  /** When the next bar ends that is delivered after the rows of its instant. */
  nextLate(): number {
    return this.lateEnd;
  }

  /** Bars of a symbol that are made of one kind of ticks. */
  madeOf(ticks: 'trades' | 'quotes', symbol: string): readonly BarSeries[] {
    return (this.bySymbol.get(symbol) ?? []).filter(({ plan }) => plan.from === ticks);
  }

  /** Takes a row; gives the series whose bars it came too late for, which is nearly always none. */
  add(event: MarketEvent): readonly string[] {
    const series = this.bySymbol.get(event.symbol);
    let late = NONE;
    if (!series) return late;
    for (const one of series) {
      if (one.grows(event)) continue;
      if (!this.take(one, event)) late = [...late, one.plan.series];
    }
    return late;
  }

  private take(one: BarSeries, event: MarketEvent): boolean {
    if (one.plan.graceMs > 0 && one.isBefore(event)) {
      const rows = this.ahead.get(one);
      if (rows) rows.push(event);
      else this.ahead.set(one, [event]);
      return true;
    }
    const isTaken = one.add(event);
    if (one.closesLate) this.lateEnd = Math.min(this.lateEnd, one.end);
    else this.earlyEnd = Math.min(this.earlyEnd, one.end);
    return isTaken;
  }

  /** What came before a bar was over is heard by the next one. */
  private catchUp(one: BarSeries): void {
    const rows = this.ahead.get(one);
    if (!rows) return;
    this.ahead.delete(one);
    for (const row of rows) this.take(one, row);
  }

  /** Ends bars that are due at the very instant of a row of a later one, so that it can begin. */
  closeBefore(event: MarketEvent): readonly DueBar[] {
    if (this.lateEnd > event.at) return NOTHING_DUE;
    const over = (this.bySymbol.get(event.symbol) ?? []).filter(
      (one) => one.end <= event.at && one.isBefore(event),
    );
    return over.flatMap((one) => {
      const bar = one.close();
      this.catchUp(one);
      return bar ? [{ series: one.plan.series, bar }] : [];
    });
  }

  /** Ends every bar of that kind that is due at an instant. */
  close(at: number, late: boolean): readonly DueBar[] {
    const due: DueBar[] = [];
    const closed: BarSeries[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const one of this.series) {
      if (one.closesLate !== late) continue;
      if (one.end <= at) {
        const bar = one.close();
        closed.push(one);
        if (bar) due.push({ series: one.plan.series, bar });
      }
      next = Math.min(next, one.end);
    }
    if (late) this.lateEnd = next;
    else this.earlyEnd = next;
    if (this.ahead.size > 0) for (const one of closed) this.catchUp(one);
    return due;
  }
}

const inDeliveryOrder = (a: BarSeries, b: BarSeries): number =>
  a.plan.everyMs - b.plan.everyMs ||
  byCodePoint(a.plan.symbol, b.plan.symbol) ||
  byCodePoint(a.plan.series, b.plan.series);
