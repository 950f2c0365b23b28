import type { RunResult } from '../run-result.js';

/** What a pipeline wished, risk said or the broker did, as far as it is the same in two runs. */
export interface Decision {
  /** Epoch milliseconds. */
  readonly at: number;
  /** All it says, without its place in the journal: equal decisions have equal lines. */
  readonly line: string;
  /** The same for people. */
  readonly said: string;
}

/** One of two runs. */
export interface ComparedRun {
  /** The folder, as it was named. */
  readonly dir: string;
  readonly result: RunResult;
  readonly decisions: readonly Decision[];
}
