import { everyMs } from '../../domain/every.js';
import type { Calendar } from '../../time/calendar.js';
import type { Series } from '../source.js';
import { LogHistogram } from './log-histogram.js';
import { OpenTime } from './open-time.js';

/** A time in which rows are missing. */
export interface Pause {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** How much of it counts: where a calendar is known its open hours. */
  readonly ms: number;
}

/** The gaps of a stream. */
export interface Gaps {
  /** What counts as one. */
  readonly rule: string;
  readonly count: number;
  /** Some of them, the longest first. */
  readonly longest: readonly Pause[];
}

const LONGEST = 5;
/** Bars that may be missing where nothing says when there is trading: weekends of three days. */
const MISSING_BARS_MAX = 3;
const USUAL_SHARE = 0.99;
const TICK_PAUSE_MS_MIN = 1_000;

/** Finds the gaps of one stream, in one pass. */
export class Pauses {
  readonly #open: OpenTime | undefined;
  readonly #barMs: number | undefined;
  readonly #all = new LogHistogram();
  #longest: Pause[] = [];
  #count = 0;

  constructor({ every }: Series, calendar: Calendar | null) {
    this.#barMs = every === undefined ? undefined : everyMs(every);
    this.#open = calendar === null ? undefined : new OpenTime(calendar);
  }

  /** @param from Where the row before ended. @param to Where the next one begins. */
  add(from: number, to: number): void {
    if (!(to >= from)) return;
    const ms = this.#open === undefined ? to - from : this.#open.between(from, to);
    if (this.#barMs === undefined) this.#all.add(ms);
    else if (ms <= (this.#open === undefined ? MISSING_BARS_MAX * this.#barMs : 0)) return;
    else this.#count += 1;
    if (this.#longest.length === LONGEST && ms <= (this.#longest.at(-1)?.ms ?? 0)) return;
    this.#longest = [...this.#longest, { from, to, ms }].sort((a, b) => b.ms - a.ms).slice(0, LONGEST);
  }

  result(): Gaps {
    if (this.#barMs !== undefined) {
      const rule =
        this.#open === undefined
          ? `more than ${MISSING_BARS_MAX} bars missing in a row`
          : 'a bar missing in open hours';
      return { rule, count: this.#count, longest: this.#longest };
    }
    const { count, isOver } = this.#all.tenfold(USUAL_SHARE, TICK_PAUSE_MS_MIN);
    const hours = this.#open === undefined ? '' : ' in open hours';
    const rule = `a pause${hours} ten times as long as 99 of 100 of them, and longer than a second`;
    return { rule, count, longest: this.#longest.filter(({ ms }) => isOver(ms)) };
  }
}
