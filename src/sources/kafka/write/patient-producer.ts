import kafkajs, { type Producer, type ProducerRecord, type RecordMetadata } from 'kafkajs';
import { isoText } from '../../../domain/iso-text.js';
import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { wallClock } from '../../../time/wall-clock.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { finalFault } from '../wire/kafka-fault.js';
import { clientOptions } from '../wire/private-cluster.js';
import { writeFault } from './write-fault.js';

const WAIT_MS = 200;

/**
 * A producer that brokers know again, so that what is sent twice stands there once; it tries again until what
 * it sends is acknowledged by all replicas, cannot be, or a cluster that is gone was waited for long enough.
 */
export class PatientProducer {
  readonly #connection: KafkaConnection;
  readonly #topic: string;
  readonly #producer: Producer;

  constructor(connection: KafkaConnection, topic: string) {
    this.#connection = connection;
    this.#topic = topic;
    this.#producer = new kafkajs.Kafka(clientOptions(connection)).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
      // How long is tried in all is said by our own settings.
      retry: { retries: 10, initialRetryTime: 50, maxRetryTime: 500 },
    });
  }

  async connect(): Promise<void> {
    await this.#patiently(() => this.#producer.connect(), 0);
  }

  /**
   * Sends records at once.
   *
   * @param at The time of the first one, for people.
   */
  async send(
    { messages, compression }: Pick<ProducerRecord, 'messages' | 'compression'>,
    at: number,
  ): Promise<RecordMetadata[]> {
    const about = { topic: this.#topic, acks: -1, messages, ...(compression && { compression }) };
    return await this.#patiently(() => this.#producer.send(about), at);
  }

  /** Lets go of the connections. */
  async close(): Promise<void> {
    await this.#producer.disconnect().catch(() => undefined);
  }

  /** What is said where a broker takes no record of such a time. */
  timeRefused(at: number, reason: string): MillraceError {
    const brokers = this.#connection.brokers.join(', ');
    return new MillraceError('KAFKA_TIME_REFUSED', { brokers, topic: this.#topic, at: isoText(at), reason });
  }

  async #patiently<T>(use: () => Promise<T>, at: number): Promise<T> {
    const { retryForMs } = this.#connection;
    const topic = this.#topic;
    const brokers = this.#connection.brokers.join(', ');
    const begun = wallClock.elapsedMs();
    for (;;) {
      try {
        return await use();
      } catch (cause) {
        const isLate = wallClock.elapsedMs() - begun > retryForMs;
        const final = finalFault(cause, { brokers: this.#connection.brokers, topic });
        // Whoever writes has seen the topic: a broker that does not know it has only just begun.
        const isStarting = final?.code === 'KAFKA_TOPIC_UNKNOWN' && !isLate;
        if (final && !isStarting) throw final;
        const fault = writeFault(cause);
        if (fault.kind === 'unknown') throw cause;
        const { reason } = fault;
        if (fault.kind === 'time') throw this.timeRefused(at, reason);
        if (fault.kind === 'refused') {
          throw new MillraceError('KAFKA_WRITE_REFUSED', { brokers, topic, at: isoText(at), reason });
        }
        if (isLate) {
          const seconds = retryForMs / 1000;
          throw new MillraceError('KAFKA_UNREACHABLE', { brokers, seconds, reason: messageOf(cause) });
        }
        await wallClock.pause(WAIT_MS);
      }
    }
  }
}
