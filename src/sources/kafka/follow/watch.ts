import type { PartitionLine } from './partition-line.js';

/** What those who hear a topic are to know of it. */
export interface Word {
  readonly state: 'gap' | 'trading';
  readonly detail: string;
}

/** The first failure may be over with the next try. */
const TRIES_QUIET = 1;

/**
 * Watches over a topic that is followed, so that no silence is taken for a quiet market: it says when no
 * broker can be used, when a partition has been behind for too long, whatever the reason, and when all is
 * well again.
 */
export class Watch {
  readonly #topic: string;
  readonly #stallMs: number;
  #words: Word[] = [];
  #brokenSinceMs: number | null = null;
  #isBrokenTold = false;
  readonly #behind = new Set<number>();

  constructor(topic: string, stallMs: number) {
    this.#topic = topic;
    this.#stallMs = stallMs;
  }

  /** A broker could not be used. */
  broke(nowMs: number, { tries, reason }: { readonly tries: number; readonly reason: string }): void {
    this.#brokenSinceMs ??= nowMs;
    if (this.#isBrokenTold || tries <= TRIES_QUIET) return;
    this.#isBrokenTold = true;
    this.#words.push({ state: 'gap', detail: `${this.#topic} cannot be followed: ${reason}` });
  }

  /** A broker answered. */
  answered(nowMs: number): void {
    const seconds = secondsText(nowMs - (this.#brokenSinceMs ?? nowMs));
    this.#brokenSinceMs = null;
    if (!this.#isBrokenTold) return;
    this.#isBrokenTold = false;
    this.#words.push({ state: 'trading', detail: `${this.#topic} is followed again after ${seconds} s` });
  }

  /** Looks how far behind partitions are. */
  look(lines: Iterable<PartitionLine>, nowMs: number): void {
    if (this.#isBrokenTold) return;
    const fallen: string[] = [];
    let caughtUp = 0;
    for (const line of lines) {
      const { partition, position, lastStable } = line;
      const isBehind = line.behindMs(nowMs) > this.#stallMs;
      if (isBehind && !this.#behind.has(partition)) {
        const end = Number.isFinite(lastStable) ? ` of ${lastStable}` : '';
        fallen.push(`${partition} (at offset ${position}${end})`);
        this.#behind.add(partition);
      } else if (!isBehind && this.#behind.delete(partition)) caughtUp += 1;
    }
    const seconds = secondsText(this.#stallMs);
    if (fallen.length > 0) {
      const which = `partition ${fallen.join(', ')} of ${this.#topic}`;
      this.#words.push({ state: 'gap', detail: `${which} has been behind for more than ${seconds} s` });
    }
    if (caughtUp > 0 && this.#behind.size === 0) {
      this.#words.push({ state: 'trading', detail: `every partition of ${this.#topic} has caught up` });
    }
  }

  /** What there is to say, once. */
  take(): readonly Word[] {
    return this.#words.length > 0 ? this.#words.splice(0) : NOTHING;
  }
}

const NOTHING: readonly Word[] = [];

const secondsText = (ms: number): string => (ms / 1_000).toFixed(1);
