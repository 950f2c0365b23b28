import { describe, expect, it } from '@jest/globals';
import type { Trade } from '../../../../src/domain/market-event.js';
import { publishRows } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';
import { seeded } from '../../../hashes/seeded.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { pricesOf, tradesOf } from '../replay/trades-of.js';
import { deleteBefore, recordOfEvent, writeEvents, writeRecords } from '../replay/write-events.js';
import { tapeOf, tapeSource } from '../write/source-of.js';
import { connectionTo } from '../write/topic-content.js';
import { following, type Heard, heardFrom, placeAfter, placesOf, rowsOf, statesOf } from './following.js';

const TRADES = 'symbols=A,B,C&kinds=trade';
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);
const rowsIn = (heard: readonly Heard[]) =>
  heard.map(({ event }) => event).filter(({ kind }) => kind !== 'status');

/** Trades of three symbols, every third at the instant of the one before, in the declared order. */
const some = (count: number): readonly Trade[] =>
  tradesOf(count).map((trade, n) => {
    const at = trade.at - (n % 3 === 2 ? 1_000 : 0);
    return { ...trade, symbol: ['C', 'A', 'B'][n % 3] ?? '', at, happenedAt: at };
  });

describeWithKafka('a topic that is followed', (kafka) => {
  const follow = (topic: string, query: string, wish: object = {}) =>
    following(`kafka:${topic}?follow&${TRADES}&${query}`, { address: kafka.address(), ...wish });
  let topics = 0;
  const published = async (events: readonly Trade[], query: string): Promise<string> => {
    const topic = `followed-${process.pid}-${(topics += 1)}`;
    await publishRows({
      source: tapeSource(await tapeOf(events)),
      target: readTopicTarget(`kafka:${topic}?${query}`),
      connection: connectionTo(kafka.address()),
      onRecords: () => undefined,
    });
    return topic;
  };

  describe('in the order of event time', () => {
    const trades = some(2_000);

    it.each([1, 4, 16])('has the order of the file, scattered over %i partitions', async (partitions) => {
      const topic = await kafka.topic({ partitions });
      const random = seeded(partitions);
      const partitionOf = (): number => Math.floor(random() * partitions);
      await writeEvents(kafka.client(), { topic, partitionOf, batch: 130, gzip: true }, trades);
      const heard = await heardFrom(follow(topic, 'from=begin&speed=step&idleMs=300'), rowsOf(2_000));
      expect(rowsIn(heard)).toEqual(trades);
      expect(new Set(placesOf(heard)).size).toBe(2_000);
    });

    it.each(['partitions=1&rows=50', 'partitions=4&rows=7&compression=zstd'])(
      'has the order of the file, packed as arrow with %s',
      async (query) => {
        const topic = await published(trades, `codec=arrow&${query}`);
        const heard = await heardFrom(follow(topic, 'from=begin&speed=step&idleMs=300'), rowsOf(2_000));
        expect(rowsIn(heard)).toEqual(trades);
        expect(new Set(placesOf(heard)).size).toBe(2_000);
      },
    );
  });

  it.each([
    ['in order of arrival', 'from=begin'],
    ['held back', 'from=begin&holdMs=0&idleMs=200'],
  ])('is taken up again wherever its recording ends, %s', async (_, query) => {
    const topic = await published(some(600), 'codec=arrow&rows=20&partitions=3');
    const random = seeded(11);
    let after = null;
    const recorded: Heard[] = [];
    for (let life = 0; life < 6; life += 1) {
      const feed = follow(topic, query, { after });
      const wanted = Math.floor(random() * 150);
      const heard = await heardFrom(feed, rowsOf(wanted + 1));
      // What was given and not yet on the disk is lost with the process.
      recorded.push(...heard.slice(0, wanted));
      after = placeAfter(feed, recorded);
    }
    recorded.push(...(await heardFrom(follow(topic, query, { after }), rowsOf(600 - recorded.length))));
    expect(placesOf(recorded)).toHaveLength(600);
    expect(new Set(placesOf(recorded)).size).toBe(600);
    const prices = pricesOf(rowsIn(recorded));
    expect([...prices].sort((a, b) => a - b)).toEqual(upTo(600));
    for (const remainder of [0, 1, 2]) {
      const ofSymbol = prices.filter((price) => price % 3 === remainder);
      expect(ofSymbol).toEqual([...ofSymbol].sort((a, b) => a - b));
    }
  });

  it('begins at its end unless something else is said', async () => {
    const topic = await kafka.topic({ partitions: 2 });
    const partitionOf = (_: unknown, n: number): number => n % 2;
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(10));
    const feed = follow(topic, '');
    // The first answer says that it is known where the topic ends.
    await expect(feed.next()).resolves.toEqual([]);
    const heard = heardFrom(feed, rowsOf(3));
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(13).slice(10));
    expect([...pricesOf(rowsIn(await heard))].sort()).toEqual([11, 12, 13]);
    const said = await heardFrom(follow(topic, 'from=offset:4,6'), rowsOf(3));
    expect([...pricesOf(rowsIn(said))].sort()).toEqual([11, 13, 9].sort());
    const timed = await heardFrom(follow(topic, 'from=2023-11-14T22:13:30Z'), rowsOf(3));
    expect([...pricesOf(rowsIn(timed))].sort()).toEqual([11, 12, 13]);
    await expect(heardFrom(follow(topic, 'from=offset:100'), rowsOf(1))).rejects.toThrow(
      'before the offset 100',
    );
  });

  it('has what was committed, and a gap for all that is no event', async () => {
    const topic = await kafka.topic();
    const [a, b, c, d, e] = tradesOf(5).map(recordOfEvent);
    if (!a || !b || !c || !d || !e) throw new Error('five were made');
    await writeRecords(kafka.client(), { topic }, [a, { ...b, value: '{"kind":"trade"' }]);
    const producer = kafka
      .client()
      .producer({ transactionalId: topic, maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic, messages: [c] });
    await transaction.abort();
    await producer.disconnect();
    await writeRecords(kafka.client(), { topic }, [
      { key: 'A', value: null },
      { value: 'nobody knows' },
      { ...d, headers: { ...d.headers, schema: 'millrace-event/9.0' } },
      e,
    ]);
    const feed = follow(topic, 'from=begin');
    const heard = await heardFrom(feed, rowsOf(2));
    expect(pricesOf(rowsIn(heard))).toEqual([1, 5]);
    expect(statesOf(heard)).toEqual([
      expect.stringContaining(`gap: partition 0 of ${topic}, offset 1: `),
      expect.stringMatching(/offset \d: it says no schema/),
      expect.stringMatching(/offset \d: .* says schema millrace-event\/9\.0/),
    ]);
    // Gaps of records are heard once as well.
    const again = follow(topic, 'from=begin', { after: placeAfter(feed, heard.slice(0, 3)) });
    const rest = await heardFrom(again, rowsOf(1));
    expect(placesOf([...heard.slice(0, 3), ...rest])).toEqual(placesOf(heard));
  });

  it('has a gap with its offsets where records are deleted before they are read', async () => {
    const topic = await kafka.topic();
    await writeEvents(kafka.client(), { topic, batch: 2 }, tradesOf(10));
    await deleteBefore(kafka.client(), topic, 5);
    const heard = await heardFrom(follow(topic, 'from=offset:2'), rowsOf(5));
    expect(pricesOf(rowsIn(heard))).toEqual([6, 7, 8, 9, 10]);
    // Anyone may be missed.
    expect(heard.slice(0, 3).map(({ event }) => event)).toMatchObject(
      ['A', 'B', 'C'].map((symbol) => ({
        symbol,
        state: 'gap',
        detail: `partition 0 of ${topic}, offsets 2 to 4: they are deleted`,
      })),
    );
  });

  it('lets in what comes too late for its place, and says so', async () => {
    const topic = await kafka.topic();
    const [a, b, c, d] = tradesOf(4);
    if (!a || !b || !c || !d) throw new Error('four were made');
    await writeEvents(kafka.client(), { topic, batch: 1 }, [a, d]);
    const feed = follow(topic, 'from=begin&holdMs=1000&idleMs=100&speed=step');
    const heard: Heard[] = [];
    const until = async (count: number): Promise<void> => {
      while (!rowsOf(count)(heard)) {
        for (const event of (await feed.next()) ?? [])
          heard.push({ event, origin: feed.topic?.originOf(event) });
      }
    };
    await until(2);
    await writeEvents(kafka.client(), { topic }, [b, c]);
    await until(4);
    feed.close();
    expect(pricesOf(rowsIn(heard))).toEqual([1, 4, 2, 3]);
    expect(statesOf(heard)).toEqual([
      'gap: partition 0, offset 2: 2023-11-14T22:13:21.000Z comes late, behind what was let in',
    ]);
  });

  it('reads no more than there is room for', async () => {
    const topic = await kafka.topic();
    const large = tradesOf(40).map((trade, n) => {
      const record = recordOfEvent(trade, n);
      return { ...record, value: String(record.value).replace('{', `{"note":"${'x'.repeat(400_000)}",`) };
    });
    for (const record of large) await writeRecords(kafka.client(), { topic }, [record]);
    const before = process.memoryUsage().arrayBuffers;
    const feed = follow(topic, 'from=begin');
    await feed.next();
    await new Promise((resolve) => void setTimeout(resolve, 1_500));
    // Of 16 MB two answers of a megabyte or so are here while nobody takes anything.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(9_000_000);
    expect(pricesOf(rowsIn(await heardFrom(feed, rowsOf(40))))).toEqual(upTo(40));
  });

  it('is not there', async () => {
    const feed = follow('nobody-wrote-it', '');
    await expect(heardFrom(feed, rowsOf(1))).rejects.toThrow('there is no topic nobody-wrote-it');
  });

  it('is followed without a consumer group', async () => {
    const topic = await kafka.topic();
    await writeEvents(kafka.client(), { topic }, tradesOf(3));
    const admin = kafka.client().admin();
    await admin.connect();
    const before = await admin.listGroups();
    await heardFrom(follow(topic, 'from=begin'), rowsOf(3));
    expect(await admin.listGroups()).toEqual(before);
    await admin.disconnect();
  });
});
