import { messageOf } from '../../../domain/message-of.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { wallClock } from '../../../time/wall-clock.js';
import { type FetchRequest, fetchRequest } from './fetch-request.js';
import { type Fetched, fetchResponse } from './fetch-response.js';
import type { KafkaConnection } from './kafka-connection.js';
import { finalFault, isOfClient } from './kafka-fault.js';
import { type PrivateCluster, type PrivateRequest, privateCluster } from './private-cluster.js';
import { type ProduceRequest, producedError, produceRequest } from './produce-request.js';

/** What a reader of topics asks of a cluster; tests may give another. */
export interface Wire {
  /** Of each partition of the topic the broker that leads it; -1 where none does. */
  readonly leaders: () => Promise<ReadonlyMap<number, number>>;
  /**
   * Of each partition the first offset at or after a time, -1 where there is none; or where it begins, where
   * it ends for those who read only what was committed, or where it ends for those who write.
   */
  readonly offsets: (at: number | 'begin' | 'end' | 'written') => Promise<ReadonlyMap<number, number>>;
  /** Asks a broker once; fails where it is gone. */
  readonly fetch: (leader: number, request: Omit<FetchRequest, 'topic'>) => Promise<Fetched>;
  /** Tries with new connections until it works, cannot work, or has taken too long. */
  readonly patiently: <T>(use: () => Promise<T>) => Promise<T>;
  /** Forgets connections and leaders, as after a failure: what is half sent on them belongs to nobody. */
  readonly renew: () => void;
  readonly close: () => Promise<void>;
}

const [BEGIN, END] = [-2, -1] as const;
const [READ_UNCOMMITTED, READ_COMMITTED] = [0, 1] as const;
const [PRODUCE, PRODUCE_VERSION] = [0, 3] as const;
const [FETCH, FETCH_VERSION] = [1, 4] as const;
const [WAIT_MS_FIRST, WAIT_MS_MAX] = [100, 2_000] as const;

/** A topic of a cluster, over the connections of kafkajs. No consumer group is joined. */
export class KafkaWire implements Wire {
  readonly #connection: KafkaConnection;
  readonly #topic: string;
  #cluster: Promise<PrivateCluster> | undefined;
  /** Whether the topic is there: then a broker that does not know it has only just begun. */
  #isKnown: boolean;

  /** @param isKnown Whether it is known that the topic is there, as of one that was just made. */
  constructor(connection: KafkaConnection, topic: string, isKnown = false) {
    this.#connection = connection;
    this.#topic = topic;
    this.#isKnown = isKnown;
  }

  async leaders(): Promise<ReadonlyMap<number, number>> {
    return await this.patiently(async () => {
      const cluster = await this.#connected();
      await cluster.refreshMetadata();
      const found = cluster.findTopicPartitionMetadata(this.#topic);
      return new Map(found.map(({ partitionId, leader }) => [partitionId, leader]));
    });
  }

  async offsets(at: number | 'begin' | 'end' | 'written'): Promise<ReadonlyMap<number, number>> {
    const timestamp = typeof at === 'number' ? Math.floor(at) : at === 'begin' ? BEGIN : END;
    const isolationLevel = at === 'written' ? READ_UNCOMMITTED : READ_COMMITTED;
    return await this.patiently(async () => {
      const cluster = await this.#connected();
      const topic = this.#topic;
      const found = new Map<number, number>();
      const all = cluster.findTopicPartitionMetadata(topic);
      for (const nodeId of new Set(all.map(({ leader }) => leader))) {
        const broker = await cluster.findBroker({ nodeId: String(nodeId) });
        const led = all.filter(({ leader }) => leader === nodeId);
        const partitions = led.map(({ partitionId }) => ({ partition: partitionId, timestamp }));
        const said = await broker.listOffsets({ isolationLevel, topics: [{ topic, partitions }] });
        for (const { partition, offset } of said.responses.flatMap((of) => of.partitions)) {
          found.set(partition, Number(offset));
        }
      }
      return found;
    });
  }

  async fetch(leader: number, request: Omit<FetchRequest, 'topic'>): Promise<Fetched> {
    const bytes = fetchRequest({ ...request, topic: this.#topic });
    const about = { apiKey: FETCH, apiVersion: FETCH_VERSION, apiName: 'Fetch', bytes };
    return await this.#send(leader, about, (payload) => {
      const fetched = fetchResponse(payload);
      return { ...fetched, clientSideThrottleTime: fetched.throttleMs };
    });
  }

  /** Gives a broker a batch once; 0 where it took it, else its error's number. Fails where it is gone. */
  async produce(leader: number, request: Omit<ProduceRequest, 'topic'>): Promise<number> {
    const bytes = produceRequest({ ...request, topic: this.#topic });
    const about = { apiKey: PRODUCE, apiVersion: PRODUCE_VERSION, apiName: 'Produce', bytes };
    const { error } = await this.#send(leader, about, (payload) => {
      return { error: producedError(payload), clientSideThrottleTime: 0 };
    });
    return error;
  }

  async #send<T>(
    leader: number,
    { bytes, ...api }: Omit<PrivateRequest, 'encode'> & { readonly bytes: Buffer },
    read: (payload: Buffer) => T & { readonly clientSideThrottleTime: number },
  ): Promise<T> {
    const cluster = await this.#connected();
    const { connectionPool } = await cluster.findBroker({ nodeId: String(leader) });
    return await connectionPool.send<T>({
      request: { ...api, encode: () => Promise.resolve({ buf: bytes, buffer: bytes }) },
      response: {
        decode: (payload) => Promise.resolve(read(payload)),
        parse: (answer) => Promise.resolve(answer),
      },
    });
  }

  renew(): void {
    void this.close();
  }

  async close(): Promise<void> {
    const cluster = this.#cluster;
    this.#cluster = undefined;
    // It may wait for answers that never come, so nobody waits for it; what it fails at is past.
    await cluster?.then((gone) => void gone.disconnect().catch(() => undefined)).catch(() => undefined);
  }

  async patiently<T>(use: () => Promise<T>): Promise<T> {
    const { brokers, retryForMs } = this.#connection;
    const begun = wallClock.elapsedMs();
    for (let waitMs: number = WAIT_MS_FIRST; ; waitMs = Math.min(2 * waitMs, WAIT_MS_MAX)) {
      try {
        return await use();
      } catch (cause) {
        if (!isOfClient(cause)) throw cause;
        this.renew();
        const fault = finalFault(cause, { brokers, topic: this.#topic });
        const isStarting = fault?.code === 'KAFKA_TOPIC_UNKNOWN' && this.#isKnown;
        if (fault && !isStarting) throw fault;
        if (wallClock.elapsedMs() + waitMs - begun > retryForMs) throw this.#unreachable(cause);
        await wallClock.pause(waitMs);
      }
    }
  }

  #connected(): Promise<PrivateCluster> {
    this.#cluster ??= this.#connect();
    return this.#cluster;
  }

  async #connect(): Promise<PrivateCluster> {
    const cluster = privateCluster(this.#connection);
    try {
      await cluster.connect();
      await cluster.addTargetTopic(this.#topic);
    } catch (cause) {
      void cluster.disconnect().catch(() => undefined);
      throw cause;
    }
    this.#isKnown = true;
    return cluster;
  }

  #unreachable(cause: unknown): MillraceError {
    const { brokers, retryForMs } = this.#connection;
    const facts = { brokers: brokers.join(', '), seconds: retryForMs / 1000, reason: messageOf(cause) };
    return new MillraceError('KAFKA_UNREACHABLE', facts, { retriable: true });
  }
}
