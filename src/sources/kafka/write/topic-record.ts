import type { ColumnBatch } from '../../../tape/column-batch.js';

/** A record on its way to a topic. */
export interface TopicRecord {
  readonly partition: number;
  readonly key: string;
  readonly value: Buffer;
  /** Epoch milliseconds: when the last of its rows happened. */
  readonly timestamp: number;
  /** Its number in the topic, if the topic begins with it. */
  readonly number: number;
  /** Headers beside those that every record has. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes records of rows that come in the declared order: the same rows make the same records. */
export interface RecordMaker {
  /** The records that some rows complete. */
  readonly take: (rows: ColumnBatch) => Iterable<TopicRecord>;
  /** The records of what is left. */
  readonly rest: () => Iterable<TopicRecord>;
}
