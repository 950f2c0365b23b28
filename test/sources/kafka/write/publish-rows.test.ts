import { expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { type Published, publishRows } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';
import { streamKey, streamOf } from '../../../../src/tape/stream.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { inOrder } from '../../../tape/any-event.js';
import { tapeOf, tapeSource, ticks } from './source-of.js';
import { connectionTo, type SeenRecord, topicContent } from './topic-content.js';

/** Events of one stream in the order of its own, stream after stream. */
const byOwnOrder = (events: readonly MarketEvent[]): Record<string, MarketEvent[]> => {
  const streams: Record<string, MarketEvent[]> = {};
  for (const event of events) (streams[streamKey(streamOf(event))] ??= []).push(event);
  return streams;
};

const numbersOf = (records: readonly SeenRecord[]): number[] =>
  records.map(({ headers }) => Number(headers['millrace-seq'])).sort((a, b) => a - b);

const counted = (length: number): number[] => Array.from({ length }, (_, index) => index);

let topics = 0;

describeWithKafka('writing rows to a topic', (kafka) => {
  const newTopic = (): string => `written-${process.pid}-${(topics += 1)}`;
  const publish = async (events: readonly MarketEvent[], uri: string): Promise<Published> =>
    await publishRows({
      source: tapeSource(await tapeOf(events)),
      target: readTopicTarget(uri),
      connection: connectionTo(kafka.address()),
      onRecords: () => undefined,
    });
  const contentOf = (topic: string): Promise<readonly SeenRecord[]> => topicContent(kafka.address(), topic);

  it.each([
    ['json', 'none', 1],
    ['json', 'zstd', 3],
    ['arrow&rows=100', 'gzip', 1],
    ['arrow&rows=7', 'zstd', 3],
  ])(
    'as %s packed with %s in %d partitions keeps each row once, in the order of its stream',
    async (codec, compression, partitions) => {
      const topic = newTopic();
      const events = ticks({ count: 3_000 }).sort(inOrder);
      const uri = `kafka:${topic}?codec=${codec}&compression=${compression}&partitions=${partitions}`;
      const published = await publish(events, uri);
      const records = await contentOf(topic);
      expect(published).toEqual({ partitions, written: records.length, found: 0 });
      expect(byOwnOrder(records.flatMap((record) => record.events))).toEqual(byOwnOrder(events));
      expect(numbersOf(records)).toEqual(counted(records.length));
      for (const { key, timestamp, headers, events: rows } of records) {
        expect(rows.every(({ symbol }) => symbol === key)).toBe(true);
        expect(timestamp).toBe(Math.floor(rows.at(-1)?.at ?? 0));
        expect(headers).toMatchObject({ schema: 'millrace-event/1.0', symbol: key });
      }
      for (const partition of counted(partitions)) {
        const own = records.filter((record) => record.partition === partition);
        expect(own.every(({ timestamp }, index) => timestamp >= (own[index - 1]?.timestamp ?? 0))).toBe(true);
        // What a record says of those behind it is true, and the last one of all says the end.
        for (const [index, { headers }] of own.entries()) {
          const said = headers['millrace-watermark'];
          if (said === undefined) continue;
          const behind = own.slice(index + 1).flatMap((record) => record.events.map(({ at }) => at));
          expect(Math.min(...behind)).toBeGreaterThanOrEqual(Date.parse(said));
        }
      }
    },
  );

  it('makes a topic from which nothing is deleted', async () => {
    const topic = newTopic();
    await publish(ticks({ count: 1, from: 0 }), `kafka:${topic}?partitions=2`);
    const admin = kafka.client().admin();
    await admin.connect();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: kafkajs.ConfigResourceTypes.TOPIC,
          name: topic,
          configNames: ['retention.ms', 'cleanup.policy'],
        },
      ],
    });
    await admin.disconnect();
    const said = resources.flatMap(({ configEntries }) => configEntries);
    expect(Object.fromEntries(said.map(({ configName, configValue }) => [configName, configValue]))).toEqual({
      'retention.ms': '-1',
      'cleanup.policy': 'delete',
    });
    expect(await contentOf(topic)).toHaveLength(1);
  });

  it.each(['json', 'arrow&rows=50'])(
    'writes nothing twice, and goes on with what is later, as %s',
    async (codec) => {
      const topic = newTopic();
      const uri = `kafka:${topic}?codec=${codec}&partitions=3`;
      // Every event three times: equal records are told apart by their numbers.
      const thrice = (from: number): MarketEvent[] =>
        ticks({ count: 500, from }).flatMap((event) => [event, event, event]);
      const [day, next] = [thrice(1_399_266_000_000), thrice(1_399_352_400_000)];
      const first = await publish(day, uri);
      expect(await publish(day, `kafka:${topic}?codec=${codec}`)).toEqual({
        partitions: 3,
        written: 0,
        found: first.written,
      });
      const second = await publish(next, `kafka:${topic}?codec=${codec}`);
      expect(second.found).toBe(0);
      expect(await publish(next, `kafka:${topic}?codec=${codec}`)).toMatchObject({
        written: 0,
        found: second.written,
      });
      const records = await contentOf(topic);
      expect(numbersOf(records)).toEqual(counted(first.written + second.written));
      expect(byOwnOrder(records.flatMap((record) => record.events))).toEqual(
        byOwnOrder([...day, ...next].sort(inOrder)),
      );
    },
  );

  it('refuses to go on with other rows', async () => {
    const topic = newTopic();
    await publish(ticks({ count: 100 }), `kafka:${topic}`);
    await expect(publish(ticks({ count: 100, from: 1_399_266_000_001 }), `kafka:${topic}`)).rejects.toThrow(
      `topic ${topic}, partition 0: its last record at 2014-05-05T05:00:00.024Z ` +
        'is none of what is written now',
    );
    expect(await contentOf(topic)).toHaveLength(100);
  });

  it('refuses a topic with the records of others', async () => {
    const topic = await kafka.topic({ config: { 'retention.ms': '-1' } });
    const producer = kafka.client().producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ value: '{"price":1}' }] });
    await producer.disconnect();
    await expect(publish(ticks({ count: 1 }), `kafka:${topic}`)).rejects.toThrow(
      `topic ${topic}, partition 0: its last record at offset 0 is none that millrace wrote.`,
    );
  });

  it.each([
    ['retention.ms', '604800000', '-1'],
    ['cleanup.policy', 'compact', 'delete'],
    ['message.timestamp.type', 'LogAppendTime', 'CreateTime'],
  ])('refuses a topic with %s=%s', async (setting, value, wanted) => {
    const topic = await kafka.topic({ config: { 'retention.ms': '-1', [setting]: value } });
    await expect(publish(ticks({ count: 1 }), `kafka:${topic}`)).rejects.toThrow(
      `topic ${topic} has ${setting} ${value}, and events need ${wanted}. Change that`,
    );
  });

  it('refuses to write another number of partitions than there are', async () => {
    const topic = await kafka.topic({ partitions: 2, config: { 'retention.ms': '-1' } });
    await expect(publish(ticks({ count: 1 }), `kafka:${topic}?partitions=3`)).rejects.toThrow(
      `topic ${topic} has partitions 2, and events need 3.`,
    );
  });

  it('says of which time no record is taken', async () => {
    const future = ticks({ count: 1, from: Date.parse('2286-11-20T17:46:39Z') });
    await expect(publish(future, `kafka:${newTopic()}`)).rejects.toThrow(
      'with a time such as 2286-11-20T17:46:39.000Z: ' +
        'The timestamp of the message is out of acceptable range.',
    );
    await expect(publish(ticks({ count: 1, from: -86_400_000 }), `kafka:${newTopic()}`)).rejects.toThrow(
      'with a time such as 1969-12-31T00:00:00.000Z: it lies before 1970.',
    );
  });
});
