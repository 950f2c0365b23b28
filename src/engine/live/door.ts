import type { Input } from '../../domain/input.js';
import type { Recording } from '../../recording/recording.js';
import type { LiveFeed } from '../../sources/live/live-feed.js';
import type { Deed } from './deed.js';
import type { Intake } from './intake.js';
import type { LiveEngine } from './live-engine.js';

/** What a door stands between. */
interface DoorParts {
  readonly engine: LiveEngine;
  readonly feed: LiveFeed;
  readonly intake: Intake;
  readonly recording: Recording;
}

/** The only place where an input gets its serial and its time, and is recorded before it is processed. */
export class Door {
  /** @param at The newest stamp; -Infinity where nothing has come in yet. */
  constructor(
    private readonly parts: DoorParts,
    private at: number,
  ) {}

  /** Lets an input in. */
  enter(input: Input, now = this.now()): Deed | null {
    const { recording, engine } = this.parts;
    this.at = Math.max(this.at, now);
    const stamped = { serial: recording.lastSerial + 1, at: this.at, input: knownAt(input, this.at) };
    recording.append(stamped);
    return engine.take(stamped);
  }

  /** The feed's time in whole microseconds, but not past a row that waits. */
  now(): number {
    const { feed, intake } = this.parts;
    const now = Math.floor(feed.now() * 1_000) / 1_000;
    const next = intake.peek();
    return next === undefined ? now : Math.min(now, feed.stamp(next));
  }

  /** Whether there is a time already: before its first row a tape has none. */
  hasTime(): boolean {
    return this.now() !== Number.NEGATIVE_INFINITY;
  }
}

/** An event is known when it passed the door; when its source had it is nothing that anybody decides by. */
const knownAt = (input: Input, at: number): Input =>
  input.kind === 'market' && input.event.at !== at
    ? { ...input, event: Object.freeze({ ...input.event, at }) }
    : input;
