import { headersOf } from '../codec/read-headers.js';
import type { BadRecord } from './bad-record.js';

/** A record that is left out as one line of JSON: where it stood, why, and all of its bytes. */
export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  /** Epoch milliseconds as the broker has them. */
  readonly timestamp: number;
  /** Base64 each; null where there is none. */
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A record of a topic as one that is left out. */
export const deadLetter = (topic: string, { partition, offset, reason, record }: BadRecord): DeadLetter => {
  const { bytes, timestamp, keyStart, keyEnd, valueStart, valueEnd } = record;
  const between = (start: number, end: number): string | null =>
    start < 0 ? null : bytes.toString('base64', start, end);
  return {
    topic,
    partition,
    offset,
    reason,
    timestamp,
    key: between(keyStart, keyEnd),
    value: between(valueStart, valueEnd),
    headers: headersOf(record).map(([name, value]) => [name, value.toString('base64')] as const),
  };
};
