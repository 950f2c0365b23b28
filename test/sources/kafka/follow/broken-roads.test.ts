import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeWithOwnKafka } from '../../../kafka/own-kafka.js';
import { Proxy } from '../../../kafka/proxy.js';
import { pricesOf, tradesOf } from '../replay/trades-of.js';
import { writeEvents } from '../replay/write-events.js';
import { following, type Heard, heardFrom, placesOf, rowsOf, statesOf } from './following.js';

const COUNT = 20_000;
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

  it('has every record once where the broker is killed and started again', async () => {
    const topic = await written(6_000);
    const heard: Heard[] = [];
    const feed = follow(topic, { stallMs: 2_000 });
    const reading = heardFrom(feed, (so) => {
      heard.splice(0, heard.length, ...so);
      return rowsOf(8_000)(so) && statesOf(so).length >= 2;
    });
    while (!rowsOf(6_000)(heard)) await pause(20);
    await kafka.broker().kill();
    while (statesOf(heard).length === 0) await pause(20);
    await kafka.broker().restart();
    await writeEvents(kafka.client(), { topic, batch: 300, partitionOf }, tradesOf(8_000).slice(6_000));
    expectAll(await reading, 8_000);
    expect(statesOf(heard)[0]).toContain(`gap: ${topic} cannot be followed: `);
    expect(statesOf(heard)).toContainEqual(
      expect.stringMatching(`^trading: ${topic} is followed again after [\\d.]+ s$`),
    );
  }, 60_000);

  it('has every record once where it is cut, also in the middle of a frame', async () => {
    const topic = await written(COUNT);
    proxy.cutAfter = 400_000;
    const again = setInterval(() => (proxy.cutAfter = Math.min(proxy.cutAfter, 150_000)), 50);
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
    const feed = follow(topic, { stallMs: 400, connection: { requestTimeoutMs: 3_000, retryForMs: 20_000 } });
    const reading = heardFrom(feed, (so) => {
      heard.splice(0, heard.length, ...so);
      return rowsOf(1_200)(so) && statesOf(so).some((state) => state.startsWith('trading'));
    });
    while (!rowsOf(1_000)(heard)) await pause(20);
    // It is at its end once: from there on it is known what behind is.
    await pause(700);
    proxy.weather = { kind: 'silent' };
    await writeEvents(kafka.client(), { topic, partitionOf }, tradesOf(1_200).slice(1_000));
    while (statesOf(heard).length === 0) await pause(20);
    proxy.weather = { kind: 'fair' };
    proxy.cut();
    expectAll(await reading, 1_200);
    expect(statesOf(heard)[0]).toMatch(
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
