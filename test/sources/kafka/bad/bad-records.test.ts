import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Message } from 'kafkajs';
import type { DeadLetter } from '../../../../src/sources/kafka/bad/dead-letter.js';
import { headersOf } from '../../../../src/sources/kafka/codec/read-headers.js';
import type { TopicMapping } from '../../../../src/sources/kafka/mapping/topic-mapping.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { emptyCache, replayed, type Wish } from '../replay/replayed.js';
import { pricesOf, tradesOf } from '../replay/trades-of.js';
import { recordOfEvent, writeRecords } from '../replay/write-events.js';
import { lookAt } from '../write/topic-content.js';

const TEN = { text: '10', count: 10, share: 0 };
const BAD = [
  '{"kind":"trade","symbol":"A","at":"2023-11',
  '{"kind":"trade","symbol":"A","price":"9"}',
  '\xff',
];

/** Good and bad by turns, over two partitions; every partition begins with a good one. */
const recordsOf = (): readonly Message[] => {
  const good = tradesOf(6).map(recordOfEvent);
  const bad = BAD.map((value, n) => ({
    ...recordOfEvent(tradesOf(1)[0] ?? never(), 6 + n),
    value,
    key: 'k',
  }));
  return [...good.slice(0, 2), ...bad.slice(0, 2), ...good.slice(2), ...bad.slice(2)].map((record, n) => ({
    ...record,
    partition: n % 2,
  }));
};

const never = (): never => {
  throw new Error('there is one');
};

const linesIn = (folder: string, topic: string): readonly DeadLetter[] =>
  readFileSync(join(folder, `${topic}.quarantine.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as DeadLetter);

const textOf = (base64: string | null): string => Buffer.from(base64 ?? '', 'base64').toString('latin1');

describeWithKafka('a topic with records that cannot be read', (kafka) => {
  let topic = '';
  beforeAll(async () => {
    topic = await kafka.topic({ partitions: 2 });
    await writeRecords(kafka.client(), { topic }, recordsOf());
  });
  const read = (wish: Partial<Wish> = {}, name = topic) => {
    const folder = wish.folder ?? emptyCache();
    const deadLetters = { limit: TEN, to: 'file', folder } as const;
    return replayed(`kafka:${name}`, { address: kafka.address(), folder, deadLetters, ...wish });
  };

  it('has the others, and those with place, reason and bytes in a file', async () => {
    const folder = emptyCache();
    const { source, events } = await read({ folder });
    expect(pricesOf(events)).toEqual([1, 2, 3, 4, 5, 6]);
    const lines = linesIn(folder, topic);
    expect(lines.map(({ partition, offset }) => [partition, offset])).toEqual([
      [0, 1],
      [0, 4],
      [1, 1],
    ]);
    expect(lines.map(({ value }) => textOf(value))).toEqual([
      BAD[0],
      Buffer.from('\xff').toString('latin1'),
      BAD[1],
    ]);
    expect(lines[0]?.reason).toMatch(/^its value is no JSON from byte \d+ on$/);
    expect(lines[2]?.reason).toContain('price');
    expect(lines.map(({ key }) => textOf(key))).toEqual(['k', 'k', 'k']);
    expect(lines[0]?.headers.map(([name]) => name)).toContain('schema');
    expect(source.outcomes).toEqual([{ code: 'RECORDS_BAD', facts: { count: 3 } }]);
    expect(source.notices).toEqual([
      `3 of 9 records were left out, in ${join(folder, `${topic}.quarantine.jsonl`)}; ` +
        `the first: partition 0 of ${topic}, offset 1: ${lines[0]?.reason}`,
    ]);
  });

  it('says the same when it is read again, anew or from its tape', async () => {
    const [folder, other] = [emptyCache(), emptyCache()];
    const first = await read({ folder });
    const again = await read({ folder });
    const anew = await read({ folder: other });
    expect(again).toEqual({
      ...first,
      source: { ...first.source, rows: again.source.rows, batches: again.source.batches },
    });
    expect(anew.events).toEqual(first.events);
    expect(anew.source.contentHash).toBe(first.source.contentHash);
    expect(anew.source.outcomes).toEqual(first.source.outcomes);
    expect(linesIn(other, topic)).toEqual(linesIn(folder, topic));
  });

  it('is refused where they are too many, and then nothing is left of it', async () => {
    const folder = emptyCache();
    const limitOf = (limit: typeof TEN) => ({ folder, deadLetters: { limit, to: 'file', folder } as const });
    await expect(read(limitOf({ text: '2', count: 2, share: 0 }))).rejects.toThrow('over --max-bad 2');
    await expect(read(limitOf({ text: '20%', count: 0, share: 0.2 }))).rejects.toThrow('over --max-bad 20%');
    expect(readdirSync(folder)).toEqual([]);
    const { events } = await read(limitOf({ text: '34%', count: 0, share: 0.34 }));
    expect(events).toHaveLength(6);
    // The tape that is there now does not let through what is not to be let through.
    await expect(read(limitOf({ text: '0', count: 0, share: 0 }))).rejects.toThrow(
      `3 of 9 rows are bad, over --max-bad 0; partition 0 of ${topic}, offset 1: `,
    );
  });

  it('has them in a topic, each once however often it is read', async () => {
    const own = await kafka.topic({ partitions: 2, config: { 'max.message.bytes': '8000000' } });
    const large = 'x'.repeat(5_000_000);
    await writeRecords(kafka.client(), { topic: own }, recordsOf());
    await writeRecords(kafka.client(), { topic: own }, [
      { ...recordsOf()[0], value: large, partition: 1, key: null },
      { ...recordsOf()[0], value: recordsOf()[0]?.value ?? null, partition: 0 },
    ]);
    for (let times = 0; times < 2; times += 1) {
      const folder = emptyCache();
      const deadLetters = { limit: TEN, to: 'topic', folder } as const;
      const { source } = await read({ folder, deadLetters, lateMs: 60_000 }, own);
      expect(source.notices[0]).toContain(`4 of 11 records were left out, in kafka:${own}.dlq; `);
      expect(existsSync(join(folder, `${own}.quarantine.jsonl`))).toBe(false);
    }
    const letters = await lookAt({ address: kafka.address(), topic: `${own}.dlq` }, (record) => ({
      length: record.valueEnd - record.valueStart,
      headers: new Map(headersOf(record).map(([name, value]) => [name, value.toString()])),
    }));
    const header = (name: string) => letters.map(({ headers }) => headers.get(name));
    expect(header('millrace-partition')).toEqual(['0', '0', '1', '1']);
    expect(header('millrace-offset')).toEqual(['1', '4', '1', '4']);
    expect(header('millrace-topic')).toEqual([own, own, own, own]);
    expect(header('millrace-reason')[2]).toContain('price');
    expect(header('millrace-seq')).toEqual(['6', '8', '7', '0']);
    expect(letters.map(({ length }) => length)).toEqual([BAD[0]?.length, 2, BAD[1]?.length, large.length]);
  });

  describe('of somebody else', () => {
    const mapping: TopicMapping = {
      kind: 'trade',
      time: { path: 't', unit: 'ms', as: 'number' },
      symbol: { path: 's' },
      price: { path: 'p', as: 'number' },
    };
    const now = 1_700_000_000_000;

    it('leaves out times of another unit, missing parts and wrong types; a tombstone is nothing', async () => {
      const theirs = await kafka.topic();
      const values = [
        `{"t":${now},"s":"A","p":1}`,
        `{"t":${now / 1000},"s":"A","p":2}`,
        '{"t":10000000000000,"s":"A","p":3}',
        `{"t":${now},"s":7,"p":4}`,
        `{"t":${now},"p":5}`,
        null,
        `{"t":${now + 1},"s":"A","p":6}`,
      ];
      const records = values.map((value) => ({ key: 'A', value, timestamp: String(now) }));
      await writeRecords(kafka.client(), { topic: theirs }, records);
      const folder = emptyCache();
      const { events } = await read({ folder, mappings: { [theirs]: mapping } }, theirs);
      expect(pricesOf(events)).toEqual([1, 6]);
      expect(linesIn(folder, theirs).map(({ offset, reason }) => [offset, reason])).toEqual([
        [1, 'its time lies before 1971: is the unit of the mapping right?'],
        [2, 'its time lies more than a day after that of its record: is it of another unit?'],
        [3, 's is 7, no text'],
        [4, 's is missing'],
      ]);
    });

    it('is no topic of ours of another major version, which nobody guesses', async () => {
      const newer = await kafka.topic();
      const [record] = tradesOf(1).map(recordOfEvent);
      await writeRecords(kafka.client(), { topic: newer }, [
        {
          ...record,
          value: record?.value ?? null,
          headers: { ...record?.headers, schema: 'millrace-event/2.0' },
        },
      ]);
      await expect(read({}, newer)).rejects.toThrow('says schema millrace-event/2.0');
    });
  });
});
