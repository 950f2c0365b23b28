import type { RecordView } from '../codec/record-view.js';

/** A record that cannot be read, and why. */
export interface BadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly record: RecordView;
}

/** Where a record stood, for people. */
export const placeText = (topic: string, { partition, offset }: BadRecord): string =>
  `partition ${partition} of ${topic}, offset ${offset}`;
