/** Returns and the days on which they were known, row by row. */
export interface DatedReturns {
  /** `YYYY-MM-DD`, in order. Session dates: a session may begin the evening before. */
  readonly dates: readonly string[];
  /** Fractions a period. */
  readonly returns: readonly number[];
}
