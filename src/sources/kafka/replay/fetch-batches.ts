import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { wallClock } from '../../../time/wall-clock.js';
import type { AbortedTransaction } from '../wire/aborted-filter.js';
import type { Fetched, FetchedPartition } from '../wire/fetch-response.js';
import { finalFault, isOfClient } from '../wire/kafka-fault.js';
import type { Wire } from '../wire/kafka-wire.js';
import { LeaderAsks } from '../wire/leader-asks.js';
import { offsetBehind } from './offset-behind.js';
import type { PartitionReading } from './partition-reading.js';

/** What came of one partition. */
export interface PartitionBatches {
  readonly reading: PartitionReading;
  readonly records: Buffer;
  readonly aborted: readonly AbortedTransaction[];
}

/** What is read, and how long is waited for it. */
export interface FetchPlan {
  readonly wire: Wire;
  readonly topic: string;
  readonly brokers: readonly string[];
  readonly readings: readonly PartitionReading[];
  /** A partition that is far enough ahead is not asked for the moment. */
  readonly isPaused: (reading: PartitionReading) => boolean;
  readonly stallMs: number;
  readonly retryForMs: number;
}

const MAX_WAIT_MS = 500;
const [WAIT_MS_FIRST, WAIT_MS_MAX] = [50, 2_000] as const;

const OFFSET_OUT_OF_RANGE = 1;
const NOT_AUTHORIZED = 29;

/** Asks the brokers of a topic for what is wanted of its partitions, one answer of each broker at a time. */
export class BatchFetcher {
  readonly #plan: FetchPlan;
  readonly #asks: LeaderAsks;
  #answers = 0;
  #failingSinceMs: number | undefined;
  #waitMs: number = WAIT_MS_FIRST;

  constructor(plan: FetchPlan) {
    this.#plan = plan;
    this.#asks = new LeaderAsks(plan.wire);
  }

  /**
   * What comes, as it comes, until every reading is done. The next answers are on their way while one is
   * being worked on.
   */
  async *batches(): AsyncGenerator<readonly PartitionBatches[], void, undefined> {
    await this.#asks.learn();
    for (;;) {
      this.#ask();
      if (this.#asks.inFlight.length === 0) {
        if (this.#plan.readings.every(({ isDone }) => isDone)) return;
        // Somebody is wanted of whom no broker is known.
        await this.#recover(new Error('a partition has no leader'));
        continue;
      }
      const answer = await Promise.race(this.#asks.inFlight);
      this.#asks.answered(answer);
      if ('cause' in answer) {
        if (!isOfClient(answer.cause)) throw answer.cause;
        await this.#recover(answer.cause);
        continue;
      }
      const came = await this.#taken(answer.fetched, answer.first);
      this.#ask();
      if (came.length > 0) yield came;
    }
  }

  #ask(): void {
    const { readings, isPaused } = this.#plan;
    const wanting = readings.filter((reading) => reading.isWanting && !isPaused(reading));
    // Who is furthest behind comes first.
    wanting.sort((a, b) => order(a.watermark, b.watermark) || a.served - b.served);
    this.#asks.ask(wanting, MAX_WAIT_MS);
  }

  /** Notes how far an answer reaches, so that the next can be asked for before it is worked on. */
  async #taken({ partitions }: Fetched, first: number): Promise<readonly PartitionBatches[]> {
    this.#answers += 1;
    const isEmpty = partitions.every(({ records }) => records.length === 0);
    const came: PartitionBatches[] = [];
    let failed = 0;
    for (const fetched of partitions) {
      const reading = this.#plan.readings.find(({ partition }) => partition === fetched.partition);
      if (!reading?.isWanting) continue;
      if (fetched.errorCode !== 0) {
        await this.#refuse(reading, fetched);
        failed = fetched.errorCode;
      } else if (fetched.records.length === 0) {
        // An answer has room for a batch of the first that has one, whatever it was limited to; others may
        // not have fitted in.
        if (isEmpty || reading.partition === first) this.#note(reading, fetched);
      } else {
        reading.fetchOffset = offsetBehind(fetched.records, reading.fetchOffset);
        reading.quietSinceMs = undefined;
        reading.served = this.#answers;
        came.push({ reading, records: fetched.records, aborted: fetched.aborted });
      }
    }
    if (failed === 0) {
      this.#failingSinceMs = undefined;
      this.#waitMs = WAIT_MS_FIRST;
      this.#asks.widen();
    } else await this.#recover(new Error(`the broker answers with error ${failed}`));
    return came;
  }

  /** Nothing came of offsets that there are: nothing is left there, or the broker holds it back. */
  #note(reading: PartitionReading, { lastStable }: FetchedPartition): void {
    if (lastStable >= reading.end) {
      reading.fetchOffset = reading.end;
      reading.position = reading.end;
      return;
    }
    const now = wallClock.elapsedMs();
    reading.quietSinceMs ??= now;
    const { topic, stallMs } = this.#plan;
    if (now - reading.quietSinceMs <= stallMs) return;
    const { partition, position, end } = reading;
    throw new MillraceError('KAFKA_STALLED', { topic, partition, position, end, seconds: stallMs / 1000 });
  }

  /** Throws where trying again cannot help. */
  async #refuse({ partition, position }: PartitionReading, { errorCode }: FetchedPartition): Promise<void> {
    const { topic, wire, brokers } = this.#plan;
    if (errorCode === OFFSET_OUT_OF_RANGE) {
      const low = (await wire.offsets('begin')).get(partition) ?? -1;
      const wanted = `offset ${position} is wanted`;
      throw new MillraceError('KAFKA_RANGE_DELETED', { topic, partition, low, wanted });
    }
    if (errorCode === NOT_AUTHORIZED) {
      const reason = `we may not read ${topic}`;
      throw new MillraceError('KAFKA_REFUSED', { brokers: brokers.join(', '), reason });
    }
  }

  /** Waits a little and asks anew who leads what. */
  async #recover(cause: unknown): Promise<void> {
    const { wire, topic, brokers, retryForMs, readings } = this.#plan;
    const fault = finalFault(cause, { brokers, topic });
    if (fault && fault.code !== 'KAFKA_TOPIC_UNKNOWN') throw fault;
    const now = wallClock.elapsedMs();
    this.#failingSinceMs ??= now;
    if (now - this.#failingSinceMs > retryForMs) {
      const facts = { brokers: brokers.join(', '), seconds: retryForMs / 1000, reason: messageOf(cause) };
      throw new MillraceError('KAFKA_UNREACHABLE', facts, { retriable: true });
    }
    await wallClock.pause(this.#waitMs);
    this.#waitMs = Math.min(2 * this.#waitMs, WAIT_MS_MAX);
    // What is still on its way comes over connections that are given up; it is asked for again.
    await Promise.allSettled(this.#asks.inFlight);
    this.#asks.giveUp();
    wire.renew();
    await this.#asks.learn();
    for (const reading of readings) reading.quietSinceMs = undefined;
  }
}

/** Infinities too. */
const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
