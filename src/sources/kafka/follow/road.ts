import type { Offsets } from '../../../domain/input.js';
import { pauseOn } from '../../../time/pause-on.js';
import type { Wall } from '../../../time/wall.js';
import type { PartitionPlace } from '../../live/live-feed.js';
import type { Wire } from '../wire/kafka-wire.js';
import { LeaderAsks } from '../wire/leader-asks.js';
import { Answers } from './answers.js';
import { type LineStart, PartitionLine } from './partition-line.js';
import { type Patience, reasonOf } from './patience.js';
import { RoadFault } from './road-fault.js';
import { Signal } from './signal.js';
import type { Watch } from './watch.js';

/** What a road leads to, and who looks after it. */
export interface RoadParts {
  readonly wire: Wire;
  readonly topic: string;
  readonly brokers: readonly string[];
  readonly wall: Wall;
  readonly patience: Patience;
  readonly watch: Watch;
  /** Where a new run begins. */
  readonly begin: () => Promise<Offsets>;
  /** Where an earlier life of the run stopped; empty where there was none. */
  readonly after: ReadonlyMap<number, PartitionPlace>;
  /** Whether more of a partition may be brought here. */
  readonly isWanted: (line: PartitionLine) => boolean;
  /** Something came, or it is known now that nothing did. */
  readonly onNews: () => void;
}

/** Where some partitions are not asked for because they have enough here, that may be over soon. */
const [MAX_WAIT_MS, MAX_WAIT_MS_WITH_PAUSED] = [500, 20] as const;
/** A topic may get more partitions, and a leader may change without an error. */
const LEADERS_MS = 60_000;

/**
 * Brings here what is written to a topic, for as long as it is let: over new connections where old ones
 * break, from new leaders where leaders change, and no more than there is room for.
 */
export class Road {
  readonly lines = new Map<number, PartitionLine>();
  readonly #parts: RoadParts;
  readonly #room = new Signal();
  readonly #asks: LeaderAsks;
  #leadersMs = 0;
  readonly #answers: Answers;
  #isClosed = false;
  #unrest = (): void => undefined;
  #begun: Offsets | null = null;

  constructor(parts: RoadParts) {
    this.#parts = parts;
    this.#asks = new LeaderAsks(parts.wire);
    this.#answers = new Answers({ ...parts, lines: this.lines });
    for (const [partition, { settled, rows }] of parts.after)
      this.#add({ partition, start: settled, heard: rows });
    if (parts.after.size > 0) {
      this.#begun = Object.fromEntries(
        [...parts.after].map(([partition, { settled }]) => [partition, settled]),
      );
    }
  }

  /** From where on each partition is followed, once that is known. */
  get begun(): Offsets | null {
    return this.#begun;
  }

  /** There may be room again. */
  stir(): void {
    this.#room.ring();
  }

  /** Brings what comes until it is closed. Rejects where trying again cannot help. */
  async run(): Promise<void> {
    const { wire, wall, patience, watch, onNews } = this.#parts;
    // It may be closed while a try is under way.
    const isClosed = (): boolean => this.#isClosed;
    while (!isClosed()) {
      try {
        await this.#travel();
      } catch (cause) {
        if (isClosed()) return;
        const waitMs = patience.bear(cause, wall.now());
        watch.broke(wall.now(), { tries: patience.tries, reason: reasonOf(cause) });
        // What is still on its way comes over connections that are given up; it is asked for again.
        wire.renew();
        for (const line of this.lines.values()) line.idleSinceMs = null;
        this.#asks.giveUp();
        onNews();
        await this.#rest(waitMs);
      }
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unrest();
    this.#room.ring();
    await this.#parts.wire.close();
  }

  async #rest(waitMs: number): Promise<void> {
    const { over, end } = pauseOn(this.#parts.wall, waitMs);
    this.#unrest = end;
    await over;
  }

  async #travel(): Promise<void> {
    const { wall, patience, watch, onNews } = this.#parts;
    await this.#learn();
    while (!this.#isClosed) {
      if (wall.now() - this.#leadersMs > LEADERS_MS) await this.#learn();
      this.#ask();
      const answer = await Promise.race([this.#room.wait(), ...this.#asks.inFlight]);
      // Nothing may gather at a promise that is not kept for hours.
      this.#room.ring();
      if (answer === undefined) continue;
      this.#asks.answered(answer);
      if ('cause' in answer) throw answer.cause;
      await this.#answers.take(answer);
      patience.answered();
      watch.answered(wall.now());
      this.#asks.widen();
      onNews();
    }
  }

  /** Finds out who leads what, and what partitions there are. */
  async #learn(): Promise<void> {
    const { wall, begin, onNews } = this.#parts;
    await this.#asks.learn();
    this.#leadersMs = wall.now();
    if (this.#begun === null) {
      const offsets = await begin();
      for (const [partition, offset] of Object.entries(offsets))
        this.#add({ partition: Number(partition), start: offset });
      this.#begun = offsets;
      onNews();
    }
    // One that was made since is wanted from its first record on.
    for (const partition of this.#asks.partitions) {
      if (!this.lines.has(partition)) this.#add({ partition, start: 0 });
    }
  }

  #add(start: LineStart): void {
    this.lines.set(start.partition, new PartitionLine(start, this.#parts.wall.now()));
  }

  #ask(): void {
    const { isWanted, topic } = this.#parts;
    const wanted = [...this.lines.values()].filter(isWanted);
    const homeless = wanted.find(({ partition }) => !this.#asks.hasLeader(partition));
    if (homeless) throw new RoadFault(`nobody leads partition ${homeless.partition} of ${topic}`);
    // Who had nothing for longest comes first.
    wanted.sort((a, b) => a.served - b.served);
    this.#asks.ask(wanted, wanted.length < this.lines.size ? MAX_WAIT_MS_WITH_PAUSED : MAX_WAIT_MS);
  }
}
