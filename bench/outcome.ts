/** What one process says of one case: what it did, how fast, and in how much memory. */
export interface Outcome {
  readonly rows: number;
  readonly seconds: number;
  readonly trades: number;
  readonly finalEquity: number;
  /** Bytes of journal on the disk; null where none is asked for (a floor writes none). */
  readonly journalBytes: number | null;
}

/** What a case is made from; the same seed gives the same data on every machine. */
export interface Wish {
  readonly seed: number;
  readonly symbols: number;
  readonly rows: number;
}

/**
 * Something that is measured: millrace beside a hand-written loop that does the same trades from the same
 * data.
 */
export interface Case {
  readonly name: string;
  readonly unit: string;
  readonly wish: Wish;
  /** Makes the data and gives their path. */
  readonly prepare: (folder: string, wish: Wish) => Promise<string>;
  readonly engine: (data: string, wish: Wish) => Promise<Outcome>;
  readonly floor: (data: string, wish: Wish) => Promise<Outcome>;
  /** Adds up the columns and does nothing else: a floor far below that is no floor. Null where it has none. */
  readonly sum: ((data: string, wish: Wish) => Promise<Outcome>) | null;
  /** The same trades by a bare chain of RxJS operators, without an engine; absent where nobody asks. */
  readonly chain?: (data: string, wish: Wish) => Promise<Outcome>;
  /** How often it is measured; three times if it does not say. */
  readonly times?: number;
  /** Whether it trades; then engine and floor have to come to the same trades and the same money. */
  readonly trades: boolean;
}
