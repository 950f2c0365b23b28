import kafkajs from 'kafkajs';
import type { KafkaConnection } from './kafka-connection.js';

/** What is used of kafkajs's own cluster, which is no part of what it promises. */
export interface PrivateCluster {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  refreshMetadata(): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { partitionId: number; leader: number }[];
  findBroker(wanted: { nodeId: string }): Promise<PrivateBroker>;
}

/** A broker with its connections, over which anything of the protocol can be sent. */
export interface PrivateBroker {
  readonly connectionPool: {
    send<T>(about: {
      readonly request: PrivateRequest;
      readonly response: {
        readonly decode: (payload: Buffer) => Promise<T & { readonly clientSideThrottleTime: number }>;
        readonly parse: (decoded: T) => Promise<T>;
      };
    }): Promise<T>;
  };
  listOffsets(about: {
    readonly isolationLevel: number;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly { readonly partition: number; readonly timestamp: number }[];
    }[];
  }): Promise<{
    readonly responses: readonly {
      readonly partitions: readonly { readonly partition: number; readonly offset: string }[];
    }[];
  }>;
}

/** A request as its connections take one. */
export interface PrivateRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  readonly apiName: string;
  readonly encode: () => Promise<{ readonly buf: Buffer; readonly buffer: Buffer }>;
}

const CREATE_CLUSTER = 'private:Kafka:createCluster';

/**
 * A cluster of kafkajs, with its connections, security and metadata, but without its consumer: that one joins
 * a group, and makes an object and two texts of every record.
 *
 * This is the one place that reaches into it; a test says so when an upgrade has moved what is used here.
 */
export const privateCluster = (connection: KafkaConnection): PrivateCluster => {
  const client = new kafkajs.Kafka(clientOptions(connection));
  const symbol = Object.getOwnPropertySymbols(client).find(
    ({ description }) => description === CREATE_CLUSTER,
  );
  // What it makes is not typed; the test holds it to this type.
  const create = (symbol && Reflect.get(client, symbol)) as ((about: object) => PrivateCluster) | undefined;
  if (create === undefined) throw new TypeError(`kafkajs has no ${CREATE_CLUSTER} any more`);
  const options = { allowAutoTopicCreation: false, metadataMaxAge: 300_000 };
  return create(options);
};

/** What kafkajs is told of a cluster, for reading as for writing. */
export const clientOptions = (connection: KafkaConnection): kafkajs.KafkaConfig => ({
  clientId: 'millrace',
  brokers: [...connection.brokers],
  ...(connection.sasl ? { sasl: loginOf(connection.sasl) } : {}),
  ...(connection.tls ? { ssl: connection.tls.ca === null ? true : { ca: [connection.tls.ca] } } : {}),
  connectionTimeout: connection.connectTimeoutMs,
  authenticationTimeout: connection.connectTimeoutMs,
  requestTimeout: connection.requestTimeoutMs,
  // One try with each broker that was named: what else is tried is ours to say.
  retry: { retries: Math.max(0, connection.brokers.length - 1), initialRetryTime: 20, maxRetryTime: 20 },
  logLevel: kafkajs.logLevel.NOTHING,
});

const loginOf = ({
  mechanism,
  user,
  password,
}: NonNullable<KafkaConnection['sasl']>): kafkajs.SASLOptions => ({
  mechanism: mechanism === 'plain' ? 'plain' : 'scram-sha-256',
  username: user,
  password: password(),
});
