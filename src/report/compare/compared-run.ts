import type { RunDocument, RunResult } from '../run-result.js';

/** What a pipeline wished, risk said or the broker did, as far as it is the same in two runs. */
export interface Decision {
  /** Epoch milliseconds. */
  readonly at: number;
  /** All it says, without its place in the journal: equal decisions have equal lines. */
  readonly line: string;
  /** The same for people, then what led to it, a line each. */
  readonly chain: () => readonly string[];
}

/** One of two runs. */
export interface ComparedRun {
  /** The folder, as it was named. */
  readonly dir: string;
  readonly result: ComparedResult;
  readonly decisions: readonly Decision[];
  /** What must be known of it before its figures are believed, a sentence each. */
  readonly notes: readonly string[];
}

/** What is compared of a run's result. */
export interface ComparedResult extends Pick<RunResult, 'config' | 'statistics' | 'trades'> {
  readonly run: Omit<RunDocument['run'], 'events' | 'elapsedMs'>;
}
