import type { TapeOrigin } from '../../../tape/tape-meta.js';
import type { TapeCache } from '../../cache/tape-cache.js';
import type { DeadLetterPlan } from '../bad/left-out.js';
import type { TopicMapping } from '../mapping/topic-mapping.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import type { WantedRange } from './topic-range.js';

/** What of a topic becomes a tape, and how. */
export interface ReplayPlan extends WantedRange {
  /** Epoch milliseconds; +Infinity where nothing is said. */
  readonly to: number;
  readonly late: 'fail' | 'drop';
  readonly stallMs: number;
  readonly connection: KafkaConnection;
  readonly cache: TapeCache;
  readonly origin: TapeOrigin;
  readonly mapping: TopicMapping | null;
  readonly deadLetters: DeadLetterPlan;
}
