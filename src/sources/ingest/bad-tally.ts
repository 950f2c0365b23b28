import { MillraceError } from '../../domain/millrace-error.js';

/** How many rows may be left out: so many, or such a share of all. */
export interface BadLimit {
  readonly text: string;
  readonly count: number;
  readonly share: number;
}

/** Counts what is left out, by reason, and says when it is too much. */
export class BadTally {
  /** How many, by reason; what differs from row to row is left out of it. */
  readonly reasons = new Map<string, number>();
  count = 0;
  /** Where the first one stood, and what is wrong with it. */
  first = '';

  readonly #limit: BadLimit;
  readonly #rowsMax: number;

  /** @param rowsMax More rows, good and bad, there are not; where that is known a share is a number. */
  constructor(limit: BadLimit, rowsMax = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
    this.#rowsMax = rowsMax;
  }

  /** @throws MillraceError ROWS_BAD where it is one too many, however many good ones may follow. */
  add(place: string, reason: string): void {
    this.count += 1;
    if (this.count === 1) this.first = `${place}: ${reason}`;
    const kind = reason.replaceAll(/'[^']*'/g, '…').replaceAll(/\d[\dT:.Z-]*/g, 'N');
    this.reasons.set(kind, (this.reasons.get(kind) ?? 0) + 1);
    // A share is of all rows, which mostly their end alone tells.
    const { count, share } = this.#limit;
    const most = share === 0 ? count : Math.max(count, share * this.#rowsMax);
    if (this.count > most) throw tooManyBad(this, { rows: 'the first', limit: this.#limit });
  }

  /**
   * Holds it against all rows that there were, bad ones too.
   *
   * @throws MillraceError ROWS_BAD.
   */
  check(rows: number): void {
    checkBad(this, { rows, limit: this.#limit });
  }
}

/**
 * Holds what was left out against the limit.
 *
 * @throws MillraceError ROWS_BAD.
 */
export const checkBad = (
  bad: Pick<BadTally, 'count' | 'first'>,
  of: { readonly rows: number; readonly limit: BadLimit },
): void => {
  if (bad.count > Math.max(of.limit.count, of.limit.share * of.rows)) throw tooManyBad(bad, of);
};

const tooManyBad = (
  { count, first }: Pick<BadTally, 'count' | 'first'>,
  { rows, limit }: { readonly rows: number | string; readonly limit: BadLimit },
): MillraceError => new MillraceError('ROWS_BAD', { bad: count, rows, limit: limit.text, first });
