/** The rows of one window, the last not among them. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/**
 * Every window of successive rows, in order.
 *
 * @throws RangeError for a window that is no whole number of rows.
 */
export const windows = (count: number, window: number): Rows[] => {
  if (!Number.isInteger(window) || window < 1) {
    throw new RangeError(`window must be a whole number of rows, at least 1, was ${window}`);
  }
  return Array.from({ length: Math.max(0, count - window + 1) }, (_, from) => ({ from, to: from + window }));
};
