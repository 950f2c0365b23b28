import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { KafkaConnection } from '../../sources/kafka/wire/kafka-connection.js';
import { finalFault } from '../../sources/kafka/wire/kafka-fault.js';
import { KafkaWire } from '../../sources/kafka/wire/kafka-wire.js';
import { encodeBatch } from '../../sources/kafka/write/encode-batch.js';
import { ensureTopic } from '../../sources/kafka/write/ensure-topic.js';
import { partitionOf } from '../../sources/kafka/write/partition-of.js';
import { wallClock } from '../../time/wall-clock.js';
import { journalMessage } from './journal-message.js';
import { SpillLog } from './spill-log.js';

/** Where the entries of a run go. */
export interface JournalSinkPlan {
  readonly connection: KafkaConnection;
  readonly topic: string;
  /** Names the run in the topic; no two runs have one name. */
  readonly run: string;
  /** How many bytes of entries may wait for a broker. */
  readonly backlogBytesMax: number;
  /** Told how many entries the topic has taken since the sink was opened. */
  readonly onTaken?: (entries: number) => void;
}

const [IDLE_MS, WAIT_MS] = [20, 200] as const;
const PASSING: readonly string[] = ['KAFKA_UNREACHABLE', 'KAFKA_TOPIC_UNKNOWN'];

/** What brokers say that trying again does not mend, by the error's number. */
const REFUSALS: Readonly<Record<number, string>> = {
  10: 'a record is larger than the topic takes any',
  18: 'records are larger than its segments',
  29: 'we may not write there',
  32: 'the time of a record is out of what it takes',
  87: 'a record is refused',
};

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'millrace-journal-'));

/**
 * Publishes journal entries, each at least once and in their order. It never holds up whoever adds them: they
 * wait in a file until a broker has taken them, however long it is gone.
 */
export class JournalSink {
  readonly #plan: JournalSinkPlan;
  readonly #log: SpillLog;
  readonly #wire: KafkaWire;
  readonly #pumping: Promise<void>;
  #partition: number | undefined;
  #leader: number | undefined;
  #taken = 0;
  /** Since when it is tried to end; undefined while entries come. */
  #endingSinceMs: number | undefined;
  #trouble = 'no broker has answered';
  #fault: MillraceError | undefined;

  constructor(plan: JournalSinkPlan) {
    this.#plan = plan;
    const folder = newFolder();
    this.#log = new SpillLog(join(folder, 'waiting.jsonl'), plan.backlogBytesMax);
    // What is open stays there for whoever has it open, and is gone with a process that is killed.
    rmSync(folder, { recursive: true });
    // How long is tried in all is decided here.
    this.#wire = new KafkaWire({ ...plan.connection, retryForMs: 0 }, plan.topic, true);
    this.#pumping = this.#pump();
  }

  /** Takes the line of an entry. */
  add(line: Uint8Array): void {
    this.#log.add(line);
  }

  /**
   * Waits until everything has been taken, for as long as a cluster is waited for.
   *
   * @throws MillraceError KAFKA_JOURNAL_LEFT where something has not been; it lies in a file then.
   */
  async close(): Promise<void> {
    this.#log.flush();
    this.#endingSinceMs = wallClock.elapsedMs();
    await this.#pumping;
    const { topic, run } = this.#plan;
    const { waiting, lost } = this.#log;
    if (waiting === 0 && lost === 0) {
      this.#log.close();
      return;
    }
    const path = join(newFolder(), 'waiting.jsonl');
    this.#log.save(path);
    this.#log.close();
    const reason = this.#fault?.message ?? this.#trouble;
    const facts = { topic, run, waiting, lost, path, reason };
    throw new MillraceError('KAFKA_JOURNAL_LEFT', facts, { cause: this.#fault });
  }

  async #pump(): Promise<void> {
    for (;;) {
      const lines = this.#log.peek();
      if (lines.length === 0) {
        if (this.#endingSinceMs !== undefined) break;
        await wallClock.pause(IDLE_MS);
        continue;
      }
      if (await this.#isSent(lines)) {
        this.#log.drop(lines);
        this.#taken += lines.length;
        this.#plan.onTaken?.(this.#taken);
      } else if (this.#fault || this.#isOver()) break;
      else await wallClock.pause(WAIT_MS);
    }
    // A cluster that is gone is not waited for any more.
    void this.#wire.close();
  }

  #isOver(): boolean {
    if (this.#endingSinceMs === undefined) return false;
    return wallClock.elapsedMs() - this.#endingSinceMs > this.#plan.connection.retryForMs;
  }

  async #isSent(lines: readonly Buffer[]): Promise<boolean> {
    const { connection, topic, run } = this.#plan;
    const brokers = connection.brokers.join(', ');
    try {
      this.#partition ??= await this.#opened();
      const leader = (this.#leader ??= (await this.#wire.leaders()).get(this.#partition) ?? -1);
      const batch = encodeBatch(lines.map((line) => journalMessage(line, run)));
      const timeoutMs = connection.requestTimeoutMs;
      const error = await this.#wire.produce(leader, { partition: this.#partition, batch, timeoutMs });
      if (error === 0) return true;
      this.#trouble = REFUSALS[error] ?? `the broker answers with error ${error}`;
      if (error in REFUSALS) {
        const facts = { brokers, topic, at: run, reason: this.#trouble };
        this.#fault = new MillraceError('KAFKA_WRITE_REFUSED', facts);
      }
    } catch (cause) {
      const fault = finalFault(cause, { brokers: connection.brokers, topic });
      if (fault && !PASSING.includes(fault.code)) this.#fault = fault;
      this.#trouble = messageOf(cause);
      this.#wire.renew();
    }
    // Another may lead it now.
    this.#leader = undefined;
    return false;
  }

  /** Makes the topic where there is none, and says which of its partitions is the run's. */
  async #opened(): Promise<number> {
    const { connection, topic, run } = this.#plan;
    const partitions = await ensureTopic(connection, { topic, partitions: null });
    return partitionOf(topic, partitions)(run);
  }
}
