import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs, { type Producer } from 'kafkajs';
import { messageOf } from '../../domain/message-of.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { KafkaConnection } from '../../sources/kafka/wire/kafka-connection.js';
import { finalFault } from '../../sources/kafka/wire/kafka-fault.js';
import { clientOptions } from '../../sources/kafka/wire/private-cluster.js';
import { ensureTopic } from '../../sources/kafka/write/ensure-topic.js';
import { writeFault } from '../../sources/kafka/write/write-fault.js';
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

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'millrace-journal-'));

/**
 * Publishes journal entries, each at least once and in their order. It never holds up whoever adds them: they
 * wait in a file until a broker has taken them, however long it is gone.
 */
export class JournalSink {
  readonly #plan: JournalSinkPlan;
  readonly #log: SpillLog;
  readonly #producer: Producer;
  readonly #pumping: Promise<void>;
  #isConnected = false;
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
    this.#producer = new kafkajs.Kafka(clientOptions(plan.connection)).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      retry: { retries: 3, initialRetryTime: 50, maxRetryTime: 300 },
    });
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
    void this.#producer.disconnect().catch(() => undefined);
  }

  #isOver(): boolean {
    if (this.#endingSinceMs === undefined) return false;
    return wallClock.elapsedMs() - this.#endingSinceMs > this.#plan.connection.retryForMs;
  }

  async #isSent(lines: readonly Buffer[]): Promise<boolean> {
    const { connection, topic, run } = this.#plan;
    try {
      await this.#connected();
      const messages = lines.map((line) => journalMessage(line, run));
      await this.#producer.send({ topic, acks: -1, messages });
      return true;
    } catch (cause) {
      const fault = finalFault(cause, { brokers: connection.brokers, topic });
      const { kind } = writeFault(cause);
      if (fault && fault.code !== 'KAFKA_UNREACHABLE' && fault.code !== 'KAFKA_TOPIC_UNKNOWN')
        this.#fault = fault;
      else if (kind === 'time' || kind === 'refused') {
        this.#fault = new MillraceError('KAFKA_WRITE_REFUSED', {
          brokers: connection.brokers.join(', '),
          topic,
          at: run,
          reason: messageOf(cause),
        });
      }
      this.#trouble = messageOf(cause);
      return false;
    }
  }

  async #connected(): Promise<void> {
    if (this.#isConnected) return;
    await ensureTopic(this.#plan.connection, { topic: this.#plan.topic, partitions: null });
    await this.#producer.connect();
    this.#isConnected = true;
  }
}
