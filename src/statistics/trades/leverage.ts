import { assertPaired } from '../numbers/assert-paired.js';

/** What was held and what the account was worth, row by row, in one currency. */
export interface Holdings {
  /** Gross notional: the sum of |position| x price. */
  readonly exposure: ArrayLike<number>;
  readonly equity: ArrayLike<number>;
}

/**
 * How much was held for each unit of equity, row by row: exposure / equity.
 *
 * 1 is fully invested, 2 twice over. Where equity is 0 it is infinite, or NaN if nothing was held.
 *
 * @throws RangeError where the lengths differ.
 */
export const leverage = ({ exposure, equity }: Holdings): number[] => {
  assertPaired(exposure, equity);
  return Array.from(exposure, (held, row) => held / (equity[row] ?? Number.NaN));
};
