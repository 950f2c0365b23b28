import type { AbortedTransaction } from '../wire/aborted-filter.js';
import type { Followed } from './followed.js';

/** What came of a partition and is not read yet: batches, or why some will never come. */
export type Arrived =
  | { readonly records: Buffer; readonly aborted: readonly AbortedTransaction[] }
  | { readonly gap: string /** Where what is there begins. */; readonly next: number };

/** One is being read while another waits: what more there is stays with the broker. */
const WAITING_MAX = 2;

/** Where a partition begins to be followed. */
export interface LineStart {
  readonly partition: number;
  readonly start: number;
  /** What was heard behind that already: the last row of each record. */
  readonly heard?: ReadonlyMap<number, number>;
}

/** A partition that is followed: how far it was asked for and read, and when it was at its end. */
export class PartitionLine {
  readonly partition: number;
  /** Of records that were heard in an earlier life of the run the last row of each. */
  readonly heard: Map<number, number>;
  /** What is asked for next. */
  fetchOffset: number;
  /** What is decoded next. */
  position: number;
  /** Where it ended for those who read what was committed, when it was asked last. */
  lastStable = Number.POSITIVE_INFINITY;
  /** In which answer something of it came last. */
  served = 0;
  /** Nothing that is read later happened before it. */
  watermark = Number.NEGATIVE_INFINITY;
  /** The latest event so far. */
  latest = Number.NEGATIVE_INFINITY;
  /** Since when it has been at its end without a break; null where it is not. */
  idleSinceMs: number | null = null;
  /** Whether the last of its rows came in behind what was let in before. */
  isLate = false;
  /** Answers that wait, in order. */
  readonly waiting: Arrived[] = [];
  /** The batches that are being read. */
  reading: Generator<readonly Followed[], void, undefined> | null = null;

  #reachedMs: number;
  #wasAtEnd = false;

  constructor({ partition, start, heard }: LineStart, nowMs: number) {
    this.partition = partition;
    this.fetchOffset = start;
    this.position = start;
    this.heard = new Map(heard);
    this.#reachedMs = nowMs;
  }

  /** Whether there is room for another answer. */
  get hasRoom(): boolean {
    return this.waiting.length < WAITING_MAX;
  }

  /** Whether something waits to be read. */
  get hasNews(): boolean {
    return this.reading !== null || this.waiting.length > 0;
  }

  /** It gave something, of which it may have more. */
  came(arrived: Arrived, answer: number): void {
    this.waiting.push(arrived);
    this.served = answer;
    this.idleSinceMs = null;
  }

  /** Notes where it stands: what was read is nothing new where it was at its end before. */
  look(nowMs: number): void {
    if (this.hasNews || this.position < this.lastStable) {
      this.idleSinceMs = null;
      return;
    }
    this.idleSinceMs ??= nowMs;
    this.#wasAtEnd = true;
    this.#reachedMs = nowMs;
  }

  /** Something of it was read. Before it was at its end once, that is enough to be well. */
  moved(nowMs: number): void {
    if (!this.#wasAtEnd) this.#reachedMs = nowMs;
  }

  /** How long it has been behind. */
  behindMs(nowMs: number): number {
    return nowMs - this.#reachedMs;
  }
}
