import type { Stamped } from '../domain/input.js';

/** What a segment says of itself; the recording keeps it as it is. */
export interface SegmentContent {
  readonly v: number;
  readonly [field: string]: unknown;
}

/** What a live engine heard and what it did, on its way to the disk. One process at a time writes a run. */
export interface Recording {
  /** The segment that is being written, from 1. */
  readonly segment: number;
  /** What was cut off when the run was taken up again; null where it was whole or is new. */
  readonly torn: Torn | null;
  /** The last serial that was appended, 0 before the first. */
  readonly lastSerial: number;
  /** The last journal line that was appended, counted from 1. */
  readonly lastEntry: number;
  /** The last serial that is on the disk. */
  readonly durableSerial: number;
  /** The last journal line that is on the disk. */
  readonly durableEntry: number;
  /** Bytes that wait in memory; nothing here bounds them but whoever appends. */
  readonly backlogBytes: number;
  /** Takes the next input: returns at once, the disk gets it with the next flush. */
  readonly append: (stamped: Stamped) => void;
  /** Takes the next line of the journal, after the input that caused it. */
  readonly journal: (line: string) => void;
  /**
   * Resolves when everything appended before the call is on the disk; all who wait share one flush. Rejects
   * with RECORDING_UNWRITABLE where the disk refuses: all of it is kept, and the next flush tries again.
   */
  readonly flush: () => Promise<void>;
  /**
   * Flushes, then begins the next segment; nothing may be appended until it has resolved. Where it rejects,
   * `segment` says whether it began.
   */
  readonly beginSegment: (content: SegmentContent) => Promise<void>;
  /** Flushes, says that the end is an end, and lets go of the run. */
  readonly close: () => Promise<void>;
}

/** What was cut off the end of a recording: of a flush that never came to its end. */
export interface Torn {
  readonly bytes: number;
  /** Serials of the inputs in it as far as they can be known; `to` is null where even that is gone. */
  readonly from: number;
  readonly to: number | null;
}

/** One segment of a recording. */
export interface Segment {
  readonly segment: number;
  readonly content: SegmentContent;
  /** Its first serial, and its last: one less than the first where it has none. */
  readonly from: number;
  readonly to: number;
  /** Lines of the journal, counted from 1: likewise. */
  readonly fromEntry: number;
  readonly toEntry: number;
  /** The hash of the recording up to the end of the segment: it covers every segment before. */
  readonly hash: string;
}

/** A recording as it lies on the disk; its blocks are checked as they are read. */
export interface RecordedRun {
  readonly segments: readonly Segment[];
  /** What stands behind the last whole block; nobody reads it. */
  readonly torn: Torn | null;
  /** The inputs in the order of their serials, from the beginning of a segment to the end of one. */
  readonly inputs: (from?: number, to?: number) => AsyncIterable<readonly Stamped[]>;
  /** The journal's lines, likewise. */
  readonly journalLines: (from?: number, to?: number) => AsyncIterable<readonly string[]>;
  /** Whether some process goes on writing it. */
  readonly isWritten: boolean;
  /** The whole lines in the journal's file, whatever somebody did to them and whatever was torn. */
  readonly standingLines: () => AsyncIterable<readonly string[]>;
}
