import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { KafkaWire } from '../../../../src/sources/kafka/wire/kafka-wire.js';
import { publishRows } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';
import { streamKey, streamOf } from '../../../../src/tape/stream.js';
import { seeded } from '../../../hashes/seeded.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { inOrder } from '../../../tape/any-event.js';
import { tapeOf, tapeSource, ticks } from './source-of.js';
import { connectionTo, type SeenRecord, topicContent } from './topic-content.js';

/** How often an ingest is killed: three times, or as a campaign by hand says. */
const KILLS = Number(process.env.MILLRACE_INGEST_KILLS ?? 3);
const ROWS = 30_000;
const MAIN = 'dist/src/cli/main.js';

let topics = 0;

describeWithKafka('an ingest to a topic', (kafka) => {
  const newTopic = (): string => `killed-${process.pid}-${(topics += 1)}`;

  const writtenIn = async (wire: KafkaWire): Promise<number> =>
    [...(await wire.offsets('written')).values()].reduce((sum, end) => sum + end, 0);

  const isThere = async (topic: string): Promise<boolean> => {
    const admin = kafka.client().admin();
    await admin.connect();
    const known = await admin.listTopics();
    await admin.disconnect();
    return known.includes(topic);
  };

  /** Kills the process once the topic has so many records; says whether it came to its end before. */
  const ended = async (words: readonly string[], topic: string, killAt: number): Promise<boolean> => {
    const ingest = spawn(process.execPath, [MAIN, ...words], { stdio: 'ignore' });
    const exit = new Promise<number | null>((resolve) => ingest.once('exit', resolve));
    while (ingest.exitCode === null && !(await isThere(topic))) await pause(10);
    const wire = new KafkaWire(connectionTo(kafka.address()), topic, true);
    await wire.leaders();
    while (ingest.exitCode === null && (await writtenIn(wire)) < killAt) await pause(2);
    ingest.kill('SIGKILL');
    await wire.close();
    return (await exit) === 0;
  };

  const rowsBy = (records: readonly SeenRecord[]): Record<string, number[]> => {
    const streams: Record<string, number[]> = {};
    for (const event of records.flatMap(({ events }) => events))
      (streams[streamKey(streamOf(event))] ??= []).push(event.at);
    return streams;
  };

  it('that is killed and said again writes each row once, in the order of its stream', async () => {
    const topic = newTopic();
    const events = ticks({ count: ROWS }).sort(inOrder);
    const words = [
      ...['ingest', `tape:${await tapeOf(events)}`, '--to', `kafka:${topic}?partitions=4`],
      ...['--set', `kafka.brokers=${kafka.address()}`],
    ];
    const random = seeded(11);
    const places = Array.from({ length: KILLS }, () => Math.floor(random() * ROWS)).sort((a, b) => a - b);
    let kills = 0;
    for (const place of places) if (!(await ended(words, topic, place))) kills += 1;
    expect(await ended(words, topic, Number.POSITIVE_INFINITY)).toBe(true);
    expect(kills).toBeGreaterThan(KILLS / 2);
    const records = await topicContent(kafka.address(), topic);
    expect(records).toHaveLength(ROWS);
    const numbers = records.map(({ headers }) => Number(headers['millrace-seq'])).sort((a, b) => a - b);
    expect(numbers.every((number, n) => number === n)).toBe(true);
    const wanted: Record<string, number[]> = {};
    for (const event of events) (wanted[streamKey(streamOf(event))] ??= []).push(event.at);
    expect(rowsBy(records)).toEqual(wanted);
  });

  it('says that others write, and goes on once they do not', async () => {
    const topic = await kafka.topic();
    const source = tapeSource(await tapeOf(ticks({ count: 50 }).sort(inOrder)));
    const producer = kafka.client().producer();
    await producer.connect();
    let isFirst = true;
    const disturbed = {
      ...source,
      batches: async function* () {
        // It stands there after the writer has looked, and before it writes.
        if (isFirst) await producer.send({ topic, messages: [{ value: 'somebody' }] });
        isFirst = false;
        yield* source.batches();
      },
    };
    const write = () =>
      publishRows({
        source: disturbed,
        target: readTopicTarget(`kafka:${topic}`),
        connection: connectionTo(kafka.address()),
        onRecords: () => undefined,
      });
    await expect(write()).rejects.toThrow(
      `partition 0 of ${topic} is at offset 1 instead of 0: others write`,
    );
    await producer.disconnect();
    expect(await write()).toEqual({ partitions: 1, written: 0, found: 50 });
  });
});
