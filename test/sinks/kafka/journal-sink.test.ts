import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { JournalSink } from '../../../src/sinks/kafka/journal-sink.js';
import { BatchCursor } from '../../../src/sources/kafka/wire/batch-cursor.js';
import { KafkaWire } from '../../../src/sources/kafka/wire/kafka-wire.js';
import { RecordCursor } from '../../../src/sources/kafka/wire/record-cursor.js';
import { describeWithOwnKafka } from '../../kafka/own-kafka.js';
import { connectionTo } from '../../sources/kafka/write/topic-content.js';

const line = (serial: number): Buffer =>
  Buffer.from(
    `{"v":1,"serial":${serial},"at":${1_399_266_000_000 + serial},"kind":"order","causes":[],` +
      `"pipeline":"p","account":"a","symbol":"SPY",` +
      `"body":{"order":"1-${serial}","key":"k","state":"working"}}`,
  );

/** The values of all records of a topic with one partition. */
const valuesIn = async (address: string, topic: string): Promise<readonly string[]> => {
  const wire = new KafkaWire(connectionTo(address), topic);
  const leader = (await wire.leaders()).get(0) ?? -1;
  const end = (await wire.offsets('end')).get(0) ?? 0;
  const values: string[] = [];
  for (let offset = 0; offset < end; ) {
    const partitions = [{ partition: 0, offset }];
    const request = { partitions, maxWaitMs: 100, maxBytes: 8 << 20, partitionMaxBytes: 8 << 20 };
    const fetched = await wire.fetch(leader, request);
    const batch = new BatchCursor(fetched.partitions[0]?.records ?? Buffer.alloc(0));
    const record = new RecordCursor();
    while (batch.next()) {
      record.open(batch);
      while (record.next()) {
        if (record.offset < offset) continue;
        values.push(record.bytes.toString('utf8', record.valueStart, record.valueEnd));
        offset = record.offset + 1;
      }
    }
  }
  await wire.close();
  return values;
};

/** The serials of lines without those that came again, as whoever reads a journal takes them. */
const serialsIn = (values: readonly string[]): number[] => [
  ...new Set(values.map((value) => (JSON.parse(value) as { serial: number }).serial)),
];

describeWithOwnKafka('publishing a journal', {}, (kafka) => {
  it('says what the broker refuses, at once', async () => {
    const topic = await kafka.topic({ config: { 'max.message.bytes': '100' } });
    const connection = connectionTo(kafka.address());
    const sink = new JournalSink({ connection, topic, run: 'large', backlogBytesMax: 1 << 20 });
    sink.add(line(1));
    const left = await sink.close().catch((cause: unknown) => cause);
    expect(String(left)).toContain('a record is larger than the topic takes any');
    const { facts } = left as { facts: { waiting: number; path: string } };
    rmSync(dirname(facts.path), { recursive: true });
    expect(facts.waiting).toBe(1);
  });

  it('has every entry in order where the broker is killed under load and comes back', async () => {
    const { address, kill, restart } = kafka.broker();
    const connection = { ...connectionTo(address), retryForMs: 60_000 };
    const sink = new JournalSink({ connection, topic: 'killed', run: 'one', backlogBytesMax: 1 << 30 });
    let serial = 0;
    const load = async (ms: number): Promise<void> => {
      for (const until = performance.now() + ms; performance.now() < until; await pause(1)) {
        for (let count = 0; count < 20; count += 1) sink.add(line((serial += 1)));
      }
    };
    await load(300);
    await Promise.all([load(500), kill()]);
    await Promise.all([load(1_000), restart()]);
    await load(200);
    await sink.close();
    const serials = serialsIn(await valuesIn(address, 'killed'));
    expect(serials).toEqual(Array.from({ length: serial }, (_, index) => index + 1));
  });
});

const LINUX = existsSync('/proc/self/fd');

/** What this process has open, as Linux tells it. */
const openFiles = (): readonly string[] =>
  LINUX ? readdirSync('/proc/self/fd').flatMap((file) => linkOf(`/proc/self/fd/${file}`)) : [];

/** The file that lists them is among them, and is closed again by now. */
const linkOf = (path: string): readonly string[] => {
  try {
    return [readlinkSync(path)];
  } catch {
    return [];
  }
};

describe('a journal that no broker takes', () => {
  it('is kept in a file, and said to be there', async () => {
    const connection = { ...connectionTo('127.0.0.1:1'), retryForMs: 500 };
    const sink = new JournalSink({ connection, topic: 'nowhere', run: 'two', backlogBytesMax: 1_000 });
    for (let serial = 1; serial <= 10; serial += 1) sink.add(line(serial));
    // A process that is killed now leaves nothing behind.
    expect(openFiles().filter((file) => file.includes('millrace-journal-'))).toEqual(
      LINUX ? [expect.stringMatching(/ \(deleted\)$/)] : [],
    );
    const left = await sink.close().then(
      () => null,
      (cause: unknown) => cause,
    );
    const { facts } = left as { facts: { waiting: number; lost: number; path: string } };
    expect(left).toMatchObject({ code: 'KAFKA_JOURNAL_LEFT', facts: { topic: 'nowhere', run: 'two' } });
    expect(facts.waiting + facts.lost).toBe(10);
    const lines = readFileSync(facts.path, 'utf8').trim().split('\n');
    rmSync(dirname(facts.path), { recursive: true });
    expect(serialsIn(lines)).toEqual(Array.from({ length: facts.waiting }, (_, index) => index + 1));
  });
});
