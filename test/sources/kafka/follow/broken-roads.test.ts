import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { verifyRun } from '../../../../src/cli/live/replay/verify-run.js';
import type { Entry } from '../../../../src/domain/journal.js';
import type { LiveLoop } from '../../../../src/engine/live/live-loop.js';
import { PatientProducer } from '../../../../src/sources/kafka/write/patient-producer.js';
import { wallClock } from '../../../../src/time/wall-clock.js';
import { asCsv, FOLLOWED_SYMBOLS, followedTrades, rowsOfTopic } from '../../../cli/live/followed-trades.js';
import { paperHere } from '../../../cli/live/paper-here.js';
import { RESTLESS } from '../../../cli/restless.js';
import { scratch } from '../../../cli/scratch.js';
import { recordedIn } from '../../../cli/until-recorded.js';
import { hashed } from '../../../hashes/hashed.js';
import { describeWithOwnKafka } from '../../../kafka/own-kafka.js';
import { Proxy } from '../../../kafka/proxy.js';
import { pricesOf, tradesOf } from '../replay/trades-of.js';
import { recordOfEvent, writeEvents } from '../replay/write-events.js';
import { connectionTo } from '../write/topic-content.js';
import { following, type Heard, heardFrom, placesOf, rowsOf, statesOf } from './following.js';

const { path, write } = scratch();

const COUNT = 10_000;
const partitionOf = (_: unknown, n: number): number => (n * n) % 4;

describeWithOwnKafka('a topic that is followed over a bad road', { proxied: true }, (kafka) => {
  let proxy: Proxy;
  const address = () => `127.0.0.1:${kafka.broker().ports.proxy}`;
  const follow = (topic: string, wish: object = {}) =>
    following(`kafka:${topic}?follow&symbols=A&kinds=trade&from=begin`, {
      address: address(),
      connection: { requestTimeoutMs: 1_500, retryForMs: 20_000 },
      ...wish,
    });
  const written = async (count: number): Promise<string> => {
    const topic = await kafka.topic({ partitions: 4 });
    await writeEvents(kafka.client(), { topic, batch: 700, partitionOf }, tradesOf(count));
    return topic;
  };
  /** Each record once, and each partition in its order. */
  const expectAll = (heard: readonly Heard[], count: number): void => {
    expect(placesOf(heard)).toHaveLength(count);
    expect(new Set(placesOf(heard)).size).toBe(count);
    const rows = heard.filter(({ origin }) => origin);
    for (const partition of [0, 1, 2, 3]) {
      const prices = pricesOf(
        rows.filter(({ origin }) => origin?.partition === partition).map(({ event }) => event),
      );
      expect(prices).toEqual([...prices].sort((a, b) => a - b));
    }
  };

  beforeEach(async () => {
    const { proxy: port = 0, proxied = 0 } = kafka.broker().ports;
    proxy = await Proxy.open(port, proxied);
  });
  afterEach(() => proxy.close());

  it('gives a recorded run every record once where the broker is killed, and the run is proved', async () => {
    const trades = followedTrades(1_500);
    const [pipeline, folder] = [write('restless.ts', RESTLESS), path('run')];
    const [param, names] = [[`symbols=${FOLLOWED_SYMBOLS.join(',')}`], [pipeline]];
    const recorded = async () => rowsOfTopic(await recordedIn(folder));
    const topic = await kafka.topic({ partitions: 4 });
    const producer = new PatientProducer(connectionTo(kafka.address()), topic);
    await producer.connect();
    const records = trades.map((trade, n) => ({
      ...recordOfEvent(trade, n),
      partition: partitionOf(trade, n),
    }));
    const put = async (from: number, to: number): Promise<void> => {
      for (let start = from; start < to; start += 50)
        await producer.send({ messages: records.slice(start, start + 50) }, 0);
    };
    await put(0, 500);
    const gaps: string[] = [];
    const over: (string | null)[] = [];
    const onEntry = ({ kind, symbol, body }: Entry): void => {
      if (kind === 'notice' && body.code === 'GAP') gaps.push(`${symbol}: ${body.facts.detail}`);
      if (kind === 'notice' && body.code === 'GAP_OVER') over.push(symbol);
    };
    let killing: Promise<void> | undefined;
    const killed = async (loop: LiveLoop): Promise<void> => {
      while (loop.rows < 200) await pause(5);
      const written = put(500, trades.length);
      await pause(20);
      await kafka.broker().kill();
      while (gaps.length === 0) await pause(20);
      await kafka.broker().restart();
      await written;
      await producer.close();
      // With the gap of each symbol, that is all.
      while (loop.rows < trades.length + FOLLOWED_SYMBOLS.length) await pause(20);
      while ((await recorded()).length < trades.length) await pause(20);
      loop.stop();
    };
    const query = `from=begin&symbols=${FOLLOWED_SYMBOLS.join(',')}&kinds=trade&speed=step&idleMs=1000`;
    const { digests, failures } = await paperHere({
      folder,
      names,
      param,
      source: `kafka:${topic}?follow&${query}`,
      set: [`kafka.brokers=${kafka.address()}`],
      wall: wallClock.wall(),
      onEntry,
      meanwhile: (loop) => {
        killing = killed(loop);
        // Its failure is heard below, and ends the run.
        killing.catch(() => loop.stop());
      },
    });
    await killing;
    expect(failures).toEqual([]);
    const rows = await recorded();
    expect(new Set(rows.map(({ place }) => place)).size).toBe(trades.length);
    for (const symbol of FOLLOWED_SYMBOLS) {
      const of = ({ symbol: of }: { symbol: string }): boolean => of === symbol;
      const prices = (all: readonly { symbol: string; price: number }[]) =>
        all.filter(of).map((row) => row.price);
      expect(prices(rows)).toEqual(prices(trades));
    }
    const file = `file:${write('trades.csv', asCsv(trades))}`;
    expect(digests.decisionHash).toBe(
      (await hashed({ pipelines: names, param, source: [file] })).decisionHash,
    );
    const gap = `${topic} cannot be followed: `;
    expect(gaps).toEqual(FOLLOWED_SYMBOLS.map((symbol) => expect.stringContaining(`${symbol}: ${gap}`)));
    expect(over.sort()).toEqual([...FOLLOWED_SYMBOLS].sort());
    expect((await verifyRun(folder)).verdict).toBe('PASS');
  }, 60_000);

  it('has every record once where it is cut, also in the middle of a frame', async () => {
    const topic = await written(COUNT);
    proxy.cutAfter = 200_000;
    const again = setInterval(() => (proxy.cutAfter = Math.min(proxy.cutAfter, 80_000)), 50);
    const heard = await heardFrom(follow(topic), rowsOf(COUNT));
    clearInterval(again);
    expect(proxy.cuts).toBeGreaterThan(1);
    expectAll(heard, COUNT);
  }, 60_000);

  it('has every record once where it is slow', async () => {
    const topic = await written(COUNT);
    proxy.weather = { kind: 'slow', bytes: 20_000, pauseMs: 2 };
    const wish = { connection: { requestTimeoutMs: 30_000, retryForMs: 20_000 } };
    expectAll(await heardFrom(follow(topic, wish), rowsOf(COUNT)), COUNT);
  }, 60_000);

  it('says that partitions are behind where it falls silent, and when they have caught up', async () => {
    const topic = await written(1_000);
    const heard: Heard[] = [];
    let before = 0;
    const since = (so: readonly Heard[]): readonly string[] => statesOf(so).slice(before);
    const feed = follow(topic, { stallMs: 400, connection: { requestTimeoutMs: 3_000, retryForMs: 20_000 } });
    const reading = heardFrom(feed, (so) => {
      heard.splice(0, heard.length, ...so);
      return rowsOf(1_200)(so) && since(so).some((state) => state.startsWith('trading'));
    });
    while (!rowsOf(1_000)(heard)) await pause(20);
    // It is at its end once: from there on it is known what behind is.
    await pause(700);
    // On a busy machine partitions may have been behind before anything fell silent.
    while (statesOf(heard).at(-1)?.startsWith('gap')) await pause(20);
    before = statesOf(heard).length;
    proxy.weather = { kind: 'silent' };
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(1_200).slice(1_000));
    while (since(heard).length === 0) await pause(20);
    proxy.weather = { kind: 'fair' };
    proxy.cut();
    expectAll(await reading, 1_200);
    expect(since(heard)[0]).toMatch(
      /^gap: partition 0 \(at offset \d+ of \d+\), 1 .* of .* has been behind for more than 0\.4 s$/,
    );
  }, 60_000);

  it('says so where no broker was ever there, after the time that is said', async () => {
    const topic = await written(10);
    await proxy.close();
    const wish = { connection: { requestTimeoutMs: 500, retryForMs: 1_000 } };
    await expect(heardFrom(follow(topic, wish), rowsOf(1))).rejects.toThrow(
      `no broker of ${address()} could be used for 1 s`,
    );
  }, 60_000);
});
