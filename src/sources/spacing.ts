import { everyMs, parseEvery } from '../domain/every.js';
import { DAY_MS } from '../time/civil-date.js';

/** Chance may bring some bars of a rare stock that far apart; this many in a row it does not. */
const GAPS_MIN = 20;
/** The nearest of many neighbouring days, weeks and months are nearer. */
const APART_DAYS = { d: 4, w: 10, mo: 45 } as const;

/**
 * How far the first bars of a file lie apart, as their times are written.
 *
 * A bar that is said to be shorter than it is would be told before its end: the close of a day an hour after
 * midnight. Rows alone do not say how long a bar is, but bars of an hour do not all lie days apart.
 */
export class Spacing {
  #last = Number.NaN;
  #gaps = 0;
  #common = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = 0;

  /** Whether enough bars have been seen to tell. */
  get isKnown(): boolean {
    return this.#gaps >= GAPS_MIN;
  }

  /** The time of the next bar, in milliseconds of whatever clock the file was written by. */
  add(at: number): void {
    const gap = at - this.#last;
    this.#last = at;
    if (!(gap > 0)) return;
    this.#gaps += 1;
    this.#common = greatestDivisor(gap, this.#common);
    this.#least = Math.min(this.#least, gap);
    this.#greatest = Math.max(this.#greatest, gap);
  }

  /** Why the bars cannot be of a length, or undefined. */
  faultOf(every: string): string | undefined {
    const unit = parseEvery(every)?.unit;
    if (unit === undefined || !this.isKnown) return undefined;
    const bars = `${GAPS_MIN + 1} bars in a row lie`;
    if (unit === 's' || unit === 'm' || unit === 'h') {
      if (this.#common <= everyMs(every)) return undefined;
      return `${bars} whole multiples of ${lengthText(this.#common)} apart: is every=${every} right?`;
    }
    const count = parseEvery(every)?.count ?? 1;
    // Weeks and months are about as far apart as each other; the days on which a rare bond trades are not.
    if (this.#least <= APART_DAYS[unit] * count * DAY_MS || this.#greatest > 2 * this.#least)
      return undefined;
    return `${bars} ${Math.floor(this.#least / DAY_MS)} days apart or more: is every=${every} right?`;
  }
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

const lengthText = (ms: number): string => {
  const units = [
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ] as const;
  const [unit, size] = units.find(([, length]) => ms % length === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
};
