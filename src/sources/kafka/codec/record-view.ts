/**
 * A record of a topic as places in the bytes of its batch, which the next batch overwrites. One view may
 * serve all records, one after another.
 */
export interface RecordView {
  readonly bytes: Buffer;
  /** Epoch milliseconds as the broker has them; -1 where it has none. */
  readonly timestamp: number;
  /** -1 where there is no key. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** -1 where there is no value: a tombstone. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Where the number of headers stands, and the end of the last one. */
  readonly headersStart: number;
  readonly headersEnd: number;
}
