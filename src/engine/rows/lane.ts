import type { Batch } from '../../tape/batch.js';
import type { BarSeries } from '../bars/bar-series.js';
import type { Route } from '../turns/route.js';

/** One stream of ticks, and what is made of it. */
export interface LanePlan {
  readonly kind: 'trade' | 'quote';
  readonly route: Route;
  /** Bars that are made of it here. */
  readonly bars: readonly BarSeries[];
}

const NONE: Float64Array = new Float64Array(0);

/**
 * A stream of ticks that no pipeline asked for row by row: its rows are folded into the bars that are being
 * made, as numbers, and what they leave behind for others is kept until somebody looks.
 */
export class Lane {
  /** Rows that passed since somebody looked. */
  rows = 0;
  /** How many of them were crossed or locked quotes. */
  crossed = 0;
  /** Where in its batch the last of them stands. */
  row = 0;
  /** When it was known. */
  at = Number.NaN;
  /** Its price, or bid. */
  first = Number.NaN;
  /** Its size, or ask. */
  second = Number.NaN;

  /** Its rows fill orders of its symbol. */
  readonly matches: boolean;
  private readonly isTrade: boolean;
  private readonly bars: readonly BarSeries[];
  private firsts = NONE;
  private seconds: Float64Array | null = NONE;
  private happened: Float64Array | null = null;

  constructor(readonly plan: LanePlan) {
    this.matches = plan.route.plan.matches;
    this.isTrade = plan.kind === 'trade';
    this.bars = plan.bars;
  }

  /** Its rows stand in the columns of this batch from now on. */
  bind({ columns }: Batch): void {
    this.firsts = (this.isTrade ? columns.price : columns.bid) ?? NONE;
    this.seconds = (this.isTrade ? columns.size : columns.ask) ?? null;
    this.happened = columns.happenedAt ?? null;
  }

  /**
   * Takes a row if it only adds to bars that are open; false for one that opens a bar or that was known
   * later than it happened: the wheel knows what to do with it.
   */
  take(row: number, at: number): boolean {
    if (this.happened !== null && this.happened[row] !== at) return false;
    const { bars } = this;
    for (let index = 0; index < bars.length; index += 1) if (!bars[index]?.isOpenAt(at)) return false;
    const first = this.firsts[row] ?? Number.NaN;
    const second = this.seconds?.[row] ?? Number.NaN;
    for (let index = 0; index < bars.length; index += 1) {
      if (this.isTrade) bars[index]?.trade(at, first, second);
      else bars[index]?.quote(at, first, second);
    }
    if (!this.isTrade && first >= second) this.crossed += 1;
    this.rows += 1;
    this.row = row;
    this.at = at;
    this.first = first;
    this.second = second;
    return true;
  }

  /** Somebody looked. */
  clear(): void {
    this.rows = 0;
    this.crossed = 0;
  }
}
