/** What one fill opened and later fills have not closed yet. */
export interface Lot {
  /** The serial of what opened it, less the entries of sessions before it in its segment, as text. */
  readonly id: string;
  readonly pipeline: string;
  readonly symbol: string;
  /** Signed units that are still open. */
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryAt: number;
  readonly entryBar: number | null;
  /** Entry commission of what is still open. */
  readonly commission: number;
  readonly because: string;
}
