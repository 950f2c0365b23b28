import type { TapeCache } from '../cache/tape-cache.js';
import type { DeadLetterPlan } from './bad/left-out.js';
import type { TopicMapping } from './mapping/topic-mapping.js';
import type { KafkaConnection } from './wire/kafka-connection.js';

/** Where Kafka is, how its topics are read, and where what was read is kept. */
export interface KafkaWorld {
  readonly connection: KafkaConnection;
  readonly lateMs: number;
  readonly late: 'fail' | 'drop';
  readonly stallMs: number;
  readonly cache: TapeCache;
  /** What becomes of records that cannot be read. */
  readonly deadLetters: DeadLetterPlan;
  /** By topic how records that are not ours are read. */
  readonly mappings: Readonly<Record<string, TopicMapping>>;
}
