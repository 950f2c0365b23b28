import { afterAll, beforeAll } from '@jest/globals';
import { findKafkaLibs } from '../../scripts/services/kafka-libs.js';
import { type NativeKafka, startNativeKafka } from '../../scripts/services/native-kafka.js';
import { describeNeeding } from '../describe-needing.js';
import { clientOf, newTopic, type TestKafka } from './with-kafka.js';

/** A broker that a test may kill. */
export interface OwnKafka extends TestKafka {
  readonly broker: () => NativeKafka;
}

/** A `describe` with a broker of its own, which no other test uses. */
export const describeWithOwnKafka = (
  name: string,
  options: { readonly secure?: boolean; readonly proxied?: boolean },
  fn: (kafka: OwnKafka) => void,
): void => {
  const found = findKafkaLibs();
  const missing = 'no Kafka on this machine; npm run install:kafka brings it where Java 17 and Maven are';
  describeNeeding(name, { found, missing }, (libs) => {
    let started: NativeKafka | undefined;
    const broker = (): NativeKafka => {
      if (!started) throw new Error('the broker has not started');
      return started;
    };
    beforeAll(async () => {
      started = await startNativeKafka({ libs, ownerPid: process.pid, ...options });
    });
    afterAll(async () => {
      await started?.stop();
    });
    const client = () => clientOf(broker().address);
    fn({
      broker,
      address: () => broker().address,
      client,
      topic: (plan = {}) => newTopic(client(), plan),
    });
  });
};
