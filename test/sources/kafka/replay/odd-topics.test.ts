import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { replayed } from './replayed.js';
import { pricesOf, tradesOf } from './trades-of.js';
import { deleteBefore, recordOfEvent, writeEvents, writeRecords } from './write-events.js';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);

describeWithKafka('a topic that is not all plain records', (kafka) => {
  const pricesIn = async (topic: string, query = '') =>
    pricesOf((await replayed(`kafka:${topic}${query}`, { address: kafka.address() })).events);
  const failing = (topic: string, query = '') =>
    replayed(`kafka:${topic}${query}`, { address: kafka.address() }).then(
      () => 'no failure',
      (cause: unknown) => String(cause),
    );

  // A broker takes its time to compact: it has that of the other tests.
  let compacted: Promise<string> = Promise.resolve('');
  beforeAll(() => {
    compacted = keyedTopic();
    // Whoever needs it hears of its failure.
    compacted.catch(() => undefined);
  });
  const keyedTopic = async (): Promise<string> => {
    // A segment is as long as a batch, for times of records are seconds apart.
    const often = {
      'segment.ms': '500',
      'min.cleanable.dirty.ratio': '0.01',
      'max.compaction.lag.ms': '500',
    };
    const topic = await kafka.topic({ config: { 'cleanup.policy': 'compact', ...often } });
    const records = tradesOf(90).map((trade, n) => ({ ...recordOfEvent(trade, n), key: `k${n % 7}` }));
    await writeRecords(kafka.client(), { topic, batch: 10 }, records);
    return topic;
  };

  describe('with transactions', () => {
    const trades = tradesOf(12);
    const partOf = (from: number, to: number) =>
      trades.slice(from, to).map((trade, n) => recordOfEvent(trade, from + n));

    it('has what was committed, and nothing of what was given up', async () => {
      const topic = await kafka.topic();
      const producer = kafka
        .client()
        .producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await producer.connect();
      const send = async (from: number, to: number, isKept: boolean) => {
        const transaction = await producer.transaction();
        await transaction.send({ topic, messages: partOf(from, to) });
        await (isKept ? transaction.commit() : transaction.abort());
      };
      await send(0, 3, true);
      await send(3, 5, false);
      await send(5, 8, true);
      await send(8, 9, false);
      await producer.disconnect();
      // Beside transactions, and behind a marker of the end of one.
      await writeRecords(kafka.client(), { topic }, partOf(9, 12));
      expect(await pricesIn(topic)).toEqual([1, 2, 3, 6, 7, 8, 10, 11, 12]);
    });

    it('ends before one that is open, and says so', async () => {
      const topic = await kafka.topic();
      await writeRecords(kafka.client(), { topic }, partOf(0, 3));
      const producer = kafka
        .client()
        .producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await producer.connect();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: partOf(3, 5) });
      const { source, events } = await replayed(`kafka:${topic}`, { address: kafka.address() });
      await transaction.abort();
      await producer.disconnect();
      expect(pricesOf(events)).toEqual([1, 2, 3]);
      expect(source.notices).toEqual([
        `partition 0 of ${topic} ends at 3: 2 offsets behind it are held back by a transaction that is open`,
      ]);
    });

    it('ends where a partition ends with the word of the broker, not with a record', async () => {
      const topic = await kafka.topic();
      const producer = kafka
        .client()
        .producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
      await producer.connect();
      const transaction = await producer.transaction();
      await transaction.send({ topic, messages: partOf(0, 2) });
      await transaction.commit();
      await producer.disconnect();
      expect(await pricesIn(topic)).toEqual([1, 2]);
    });
  });

  describe('of which the beginning is deleted', () => {
    let topic = '';
    beforeAll(async () => {
      topic = await kafka.topic();
      await writeEvents(kafka.client(), { topic, batch: 2 }, tradesOf(10));
      // In the middle of a batch.
      await deleteBefore(kafka.client(), topic, 5);
    });

    it('has what is left where nothing more was asked for, and says so', async () => {
      const { source, events } = await replayed(`kafka:${topic}`, { address: kafka.address() });
      expect(pricesOf(events)).toEqual([6, 7, 8, 9, 10]);
      expect(source.notices).toEqual([`partition 0 of ${topic} begins at offset 5`]);
    });

    it('is refused where what is deleted may have been asked for', async () => {
      expect(await failing(topic, '?from=2023-11-14T22:13:20Z')).toContain(
        `partition 0 of ${topic} begins at offset 5: what was before is deleted`,
      );
      expect(await failing(topic, '?from=offset:3')).toContain('what is wanted begins at offset 3');
      expect(await pricesIn(topic, '?from=2023-11-14T22:13:27Z')).toEqual([8, 9, 10]);
    });
  });

  it('has tombstones, which are no events', async () => {
    const topic = await kafka.topic();
    const [a, b] = tradesOf(2).map(recordOfEvent);
    await writeRecords(kafka.client(), { topic }, [
      { key: 'a', ...a, value: a?.value ?? null },
      { key: 'a', value: null },
      { key: 'b', value: b?.value ?? null, ...b },
    ]);
    expect(await pricesIn(topic)).toEqual([1, 2]);
  });

  it('has times of the broker, and events have their own', async () => {
    const topic = await kafka.topic({ config: { 'message.timestamp.type': 'LogAppendTime' } });
    await writeEvents(kafka.client(), { topic }, tradesOf(6));
    expect(await pricesIn(topic)).toEqual(upTo(6));
    const range = '?from=2023-11-14T22:13:21Z&to=2023-11-14T22:13:24Z';
    expect(await pricesIn(topic, range)).toEqual([2, 3, 4]);
  });

  it.each([
    ['a truncated text', '{"kind":"trade","symbol":"A","at":"2023-11', 'no JSON'],
    [
      'a price that is a list',
      '{"kind":"trade","symbol":"A","at":"2023-11-14T22:13:20Z","price":[]}',
      'price',
    ],
    ['no text at all', '', 'no JSON'],
  ])('has %s, which is refused with its place', async (_, value, reason) => {
    const topic = await kafka.topic();
    const [good, bad] = tradesOf(2).map(recordOfEvent);
    await writeRecords(kafka.client(), { topic }, [good ?? { value }, { ...bad, value }]);
    const failure = await failing(topic);
    expect(failure).toContain(`partition 0 of ${topic}, offset 1: `);
    expect(failure).toContain(reason);
  });

  it.each(['snappy', 'lz4'])('is packed with %s, by the broker itself', async (codec) => {
    const topic = await kafka.topic({ config: { 'compression.type': codec } });
    await writeEvents(kafka.client(), { topic, batch: 900 }, tradesOf(2_000));
    expect(await pricesIn(topic)).toEqual(upTo(2_000));
  });

  it('is compacted, so that most of its offsets are missing', async () => {
    const topic = await compacted;
    let prices = await pricesIn(topic);
    for (; prices.length > 17; prices = await pricesIn(topic)) {
      expect(prices.slice(-17)).toEqual(upTo(90).slice(-17));
      await pause(100);
    }
    // Of all but the newest segment the last of each key.
    expect(prices).toEqual(upTo(90).slice(-17));
    // A range may begin and end where there is nothing any more.
    expect(await pricesIn(topic, '?from=offset:10&to=offset:75')).toEqual([74, 75]);
    expect(await pricesIn(topic, '?from=offset:75&to=offset:77')).toEqual([76, 77]);
  }, 60_000);

  it('has a record of 5 MB', async () => {
    const topic = await kafka.topic({ config: { 'max.message.bytes': '8000000' } });
    const trades = tradesOf(3);
    const records = trades.map(recordOfEvent);
    const large = String(records[1]?.value).replace('{', `{"note":"${'x'.repeat(5_000_000)}",`);
    for (const record of [records[0], { ...records[1], value: large }, records[2]]) {
      if (record) await writeRecords(kafka.client(), { topic }, [record]);
    }
    expect(await pricesIn(topic)).toEqual([1, 2, 3]);
  });

  it.each([
    ['1970', 0],
    ['2286', 10_000_000_000_000],
  ])('has events of %s', async (_, first) => {
    const topic = await kafka.topic({ config: { 'message.timestamp.after.max.ms': '9223372036854775807' } });
    await writeEvents(kafka.client(), { topic }, tradesOf(3, { first }));
    const { events } = await replayed(`kafka:${topic}`, { address: kafka.address() });
    expect(events.map(({ at }) => at)).toEqual([first, first + 1_000, first + 2_000]);
  });

  it('has 64 partitions of which 60 are silent', async () => {
    const topic = await kafka.topic({ partitions: 64 });
    await writeEvents(kafka.client(), { topic, partitionOf: (_, n) => (n % 4) * 17 }, tradesOf(40));
    expect(await pricesIn(topic)).toEqual(upTo(40));
  });

  it('is not there', async () => {
    expect(await failing('nobody-wrote-it')).toContain(
      `there is no topic nobody-wrote-it at ${kafka.address()}`,
    );
  });

  it('is read without a consumer group', async () => {
    const topic = await kafka.topic();
    await writeEvents(kafka.client(), { topic }, tradesOf(3));
    const admin = kafka.client().admin();
    await admin.connect();
    const before = await admin.listGroups();
    await pricesIn(topic);
    expect(await admin.listGroups()).toEqual(before);
    await admin.disconnect();
  });

  it('comes out of order, which is put right within lateMs and else refused or left out', async () => {
    const topic = await kafka.topic();
    const [a, b, c, d] = tradesOf(4);
    if (!a || !b || !c || !d) throw new Error('four were made');
    await writeEvents(kafka.client(), { topic }, [a, d, b, c]);
    const uri = `kafka:${topic}`;
    const address = kafka.address();
    expect(pricesOf((await replayed(uri, { address, lateMs: 2_000 })).events)).toEqual([1, 2, 3, 4]);
    await expect(replayed(uri, { address, lateMs: 1_000 })).rejects.toThrow(
      `${topic}, partition 0, offset 2: 2023-11-14T22:13:21.000Z ` +
        'comes more than 1000 ms behind 2023-11-14T22:13:23.000Z',
    );
    const dropped = await replayed(uri, { address, lateMs: 1_000, late: 'drop' });
    expect(pricesOf(dropped.events)).toEqual([1, 3, 4]);
    expect(dropped.source.outcomes).toEqual([{ code: 'LATE_DROPPED', facts: { count: 1, lateMs: 1_000 } }]);
    expect(dropped.source.notices).toEqual([
      `1 events of ${topic} came later than kafka.lateMs and were dropped`,
    ]);
  });

  it('is read by offsets, half-open, of every partition', async () => {
    const topic = await kafka.topic({ partitions: 2 });
    await writeEvents(kafka.client(), { topic, partitionOf: (_, n) => n % 2 }, tradesOf(10));
    expect(await pricesIn(topic, '?from=offset:1&to=offset:3')).toEqual([3, 4, 5, 6]);
    expect(await pricesIn(topic, '?from=offset:4,3&to=offset:5')).toEqual([8, 9, 10]);
    expect(await failing(topic, '?to=offset:6')).toContain('ends at offset 5, before the offset 6');
    expect(await failing(topic, '?to=offset:1,2,3')).toContain('it says 3 offsets');
  });
});
