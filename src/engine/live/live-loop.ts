import type { Answer } from '../../domain/answer.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { By, OperatorCommand } from '../../domain/operator-command.js';
import type { Recording } from '../../recording/recording.js';
import type { LiveFeed } from '../../sources/live/live-feed.js';
import type { Wall } from '../../time/wall.js';
import { Door } from './door.js';
import { Flusher, type FlusherParts } from './flusher.js';
import type { Intake } from './intake.js';
import type { LiveEngine } from './live-engine.js';
import { onDisk } from './on-disk.js';
import type { OutsideLine } from './outside-line.js';
import { People } from './people.js';
import { Rest } from './rest.js';

/** What a live run is made of. */
export interface LiveLoopParts extends Pick<FlusherParts, 'onDurable'> {
  readonly engine: LiveEngine;
  readonly feed: LiveFeed;
  readonly intake: Intake;
  readonly recording: Recording;
  readonly wall: Wall;
  readonly settings: LiveSettings;
  /** The line to a broker outside; absent where the broker is in the wheel. */
  readonly outside?: OutsideLine;
  /** The stamp of the last input of an earlier life of the run; null where it is new. */
  readonly lastAt: number | null;
}

/** Bounds of a live run, from config. */
export interface LiveSettings {
  readonly sliceRows: number;
  readonly flushMs: number;
  readonly backlogBytes: number;
  readonly stopOrders: 'keep' | 'cancel';
}

/**
 * The door and what turns behind it. Every input gets serial and stamp here, is appended to the recording and
 * then processed; nothing behind the door knows that time is real.
 *
 *     feed ─► intake ─┐
 *     people ─────────┼─► door: serial, at ─► recording ─► engine ─► journal ─► flush
 *     alarm, disk ────┘
 *
 * It works in slices, so that people, alarms and the disk have their turns, and holds still where too much
 * waits for the disk.
 */
export class LiveLoop {
  private readonly door: Door;
  private readonly people = new People();
  private readonly rest: Rest;
  /** Rows that came in through the door since the process came up. */
  rows = 0;
  private ended = false;
  private failure: Error | null = null;
  private stopAsked = false;
  private isOver = false;
  private readonly flusher: Flusher;

  constructor(private readonly parts: LiveLoopParts) {
    this.door = new Door(parts, parts.lastAt ?? Number.NEGATIVE_INFINITY);
    const { recording, wall, settings } = parts;
    this.rest = new Rest(wall);
    this.flusher = new Flusher({
      recording,
      wall,
      flushMs: () => settings.flushMs,
      onHealth: (health) => {
        this.door.enter({ kind: 'storage', ...health });
        if (health.healthy) this.parts.outside?.retry();
      },
      onDurable: () => this.parts.onDurable?.(),
    });
  }

  /** Says something to the engine; resolves when it is carried out and on disk. */
  say(command: OperatorCommand, by: By): Promise<Answer> {
    if (this.isOver) return Promise.reject(new MillraceError('RUN_OVER', { command: command.kind }));
    const answer = this.people.say(command, by);
    this.rest.stir();
    return answer;
  }

  /** How long what comes next, a row at the door or a timer, has waited; 0 where nothing does. */
  lagMs(): number {
    const { engine, feed, intake } = this.parts;
    const next = intake.peek();
    const due = Math.min(next === undefined ? Number.POSITIVE_INFINITY : feed.stamp(next), engine.nextDue());
    return Number.isFinite(due) ? Math.max(0, feed.now() - due) : 0;
  }

  /** Resolves when all that was decided so far is on the disk. */
  flushed(): Promise<void> {
    return this.flusher.now();
  }

  /** Asks the run to end in order. */
  stop(): void {
    this.stopAsked = true;
    this.rest.stir();
  }

  /**
   * Runs until the feed is over or somebody asks for the end. Where every pipeline has failed it goes on:
   * what they held is still there, and people may want to give it up.
   */
  async run(): Promise<void> {
    const { engine, intake, feed, recording, settings } = this.parts;
    void this.pump();
    // Before its first row a tape has no time, and what has no time cannot be recorded.
    const mayBegin = (): boolean => this.door.hasTime() || this.stopAsked || this.ended;
    while (!mayBegin()) await this.rest.until(mayBegin, Number.POSITIVE_INFINITY);
    const offsets = feed.topic?.offsets();
    if (this.door.hasTime()) this.door.enter({ kind: 'start', ...(offsets && { offsets }) });
    if (this.door.hasTime()) this.parts.outside?.open(() => this.rest.stir());
    while (!this.stopAsked && !(this.ended && intake.length === 0)) {
      const isBusy = this.slice();
      if (recording.backlogBytes > settings.backlogBytes) await this.relieve();
      this.flusher.soon();
      if (isBusy) await this.parts.wall.breathe();
      else await this.rest.until(() => this.hasWork(), feed.delayMs(engine.nextDue()));
    }
    feed.close();
    if (this.door.hasTime()) this.hearPeople();
    this.isOver = true;
    await this.end();
    if (this.failure !== null) throw this.failure;
  }

  private async end(): Promise<void> {
    const { recording, settings } = this.parts;
    const ended = this.ended && !this.stopAsked && this.failure === null;
    if (recording.lastSerial > 0) this.door.enter({ kind: 'stop', orders: settings.stopOrders, ended });
    this.flusher.stop();
    await this.flusher.now();
    await this.parts.outside?.close();
  }

  /** Some work of each kind; false where nothing was there to do. */
  private slice(): boolean {
    const { engine, intake, feed, settings } = this.parts;
    const heard = this.parts.outside?.hear((event) => this.door.enter({ kind: 'broker', event })) ?? false;
    let worked = this.hearPeople() || heard;
    for (let row = 0; row < settings.sliceRows; row += 1) {
      const event = intake.take();
      if (event === undefined) break;
      const origin = feed.topic?.originOf(event);
      this.door.enter({ kind: 'market', event, ...(origin && { origin }) }, feed.stamp(event));
      this.rows += 1;
      worked = true;
    }
    // Where rows were here, others may be on their way from the feed, whose time is theirs already.
    if (worked || engine.nextDue() >= this.door.now()) return worked;
    this.door.enter({ kind: 'wake' });
    return true;
  }

  private hearPeople(): boolean {
    return this.people.hear((said) => {
      const deed = this.door.enter(said) ?? { done: true, outcome: null };
      const answer = { ...deed, serial: this.parts.recording.lastSerial };
      return onDisk(this.flusher.now(), { command: said.command.kind, answer });
    });
  }

  private async pump(): Promise<void> {
    const { feed, intake } = this.parts;
    try {
      for (let rows = await feed.next(); rows !== null; rows = await feed.next()) {
        intake.put(rows);
        this.rest.stir();
        // When the run is over nobody takes a row any more.
        while (intake.isFull && !this.isOver) await this.parts.wall.breathe();
      }
    } catch (error) {
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
    this.ended = true;
    this.rest.stir();
  }

  /** Too much waits for the disk: the door is shut until it is there, or a while if the disk refuses. */
  private async relieve(): Promise<void> {
    const { flusher, parts } = this;
    await flusher.now().catch(() => new Promise<void>((again) => parts.wall.alarm(flusher.retryMs, again)));
  }

  private hasWork(): boolean {
    if (this.parts.outside?.hasWords) return true;
    return this.people.isWaiting || this.parts.intake.length > 0 || this.stopAsked || this.ended;
  }
}
