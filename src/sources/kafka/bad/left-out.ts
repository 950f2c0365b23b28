import type { BadLimit } from '../../ingest/bad-tally.js';

/** Records of a topic that were left out, because they could not be read. */
export interface LeftOut {
  readonly count: number;
  /** How many records there were, good and bad. */
  readonly records: number;
  /** Where the first one stood, and what is wrong with it. */
  readonly first: string;
  /** How many by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The file or the topic they were put into. */
  readonly where: string;
}

/** What becomes of records that cannot be read. */
export interface DeadLetterPlan {
  /** How many they may be. */
  readonly limit: BadLimit;
  /** Into a file, or into the topic that is called as theirs with `.dlq` behind it. */
  readonly to: 'file' | 'topic';
  /** Where the file goes. */
  readonly folder: string;
}
