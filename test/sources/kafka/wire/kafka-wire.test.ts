import { expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { KafkaWire } from '../../../../src/sources/kafka/wire/kafka-wire.js';
import { connectionTo } from '../write/topic-content.js';

const unknownTopic = (): Error =>
  new kafkajs.KafkaJSProtocolError(
    Object.assign(new Error('This server does not host this topic-partition'), {
      type: 'UNKNOWN_TOPIC_OR_PARTITION',
      code: 3,
      retriable: true,
    }),
  );

/** Knows the topic only when it is asked a second time, as a broker does that has just heard of it. */
const answering = (): (() => Promise<string>) => {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked === 1) throw unknownTopic();
    return await Promise.resolve('there');
  };
};

it('asks again for a topic that was just made', async () => {
  const wire = new KafkaWire(connectionTo('127.0.0.1:1'), 'made', true);
  await expect(wire.patiently(answering())).resolves.toBe('there');
});

it('refuses a topic that nobody has seen', async () => {
  const wire = new KafkaWire(connectionTo('127.0.0.1:1'), 'nowhere');
  await expect(wire.patiently(answering())).rejects.toMatchObject({ code: 'KAFKA_TOPIC_UNKNOWN' });
});
