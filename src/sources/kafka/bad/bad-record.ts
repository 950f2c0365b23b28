import type { RecordView } from '../codec/record-view.js';

/** A record that cannot be read, and why. */
export interface BadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly reason: string;
  readonly record: RecordView;
}
