import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeWithOwnKafka } from '../../../kafka/own-kafka.js';
import { Proxy } from '../../../kafka/proxy.js';
import { emptyCache, replayed } from './replayed.js';
import { pricesOf, tradesOf } from './trades-of.js';
import { writeEvents } from './write-events.js';

const COUNT = 20_000;
const all = Array.from({ length: COUNT }, (_, n) => n + 1);

describeWithOwnKafka('a replay over a bad road', { proxied: true }, (kafka) => {
  let proxy: Proxy;
  let topic = '';
  const address = () => `127.0.0.1:${kafka.broker().ports.proxy}`;
  const connection = { requestTimeoutMs: 1_000, retryForMs: 30_000 };
  const replay = (said = connection) =>
    replayed(`kafka:${topic}`, { address: address(), connection: said, stallMs: 30_000 });

  beforeAll(async () => {
    topic = await kafka.topic({ partitions: 4 });
    // Some 3 MB in all, in batches of any size.
    await writeEvents(
      kafka.client(),
      { topic, batch: 700, partitionOf: (_, n) => (n * n) % 4 },
      tradesOf(COUNT),
    );
  });
  beforeEach(async () => {
    const { proxy: port = 0, proxied = 0 } = kafka.broker().ports;
    proxy = await Proxy.open(port, proxied);
  });
  afterEach(() => proxy.close());

  it('has every record once where it is cut, also in the middle of a frame', async () => {
    // Behind the small answers in front of the records, and then again and again.
    proxy.cutAfter = 400_000;
    const again = setInterval(() => (proxy.cutAfter = Math.min(proxy.cutAfter, 150_000)), 50);
    const { events } = await replay();
    clearInterval(again);
    expect(proxy.cuts).toBeGreaterThan(1);
    expect(pricesOf(events)).toEqual(all);
  });

  it('has every record where it is slow', async () => {
    proxy.weather = { kind: 'slow', bytes: 20_000, pauseMs: 2 };
    expect(pricesOf((await replay({ ...connection, requestTimeoutMs: 30_000 })).events)).toEqual(all);
  });

  it('has every record where it falls silent for longer than an answer may take', async () => {
    const silence = setTimeout(() => (proxy.weather = { kind: 'silent' }), 30);
    const end = setTimeout(() => {
      proxy.weather = { kind: 'fair' };
      proxy.cut();
    }, 2_500);
    const { events } = await replay();
    clearTimeout(silence);
    clearTimeout(end);
    expect(pricesOf(events)).toEqual(all);
  });

  it('says so where it stays silent, after the time that is said', async () => {
    proxy.weather = { kind: 'silent' };
    await expect(replay({ requestTimeoutMs: 500, retryForMs: 1_500 })).rejects.toThrow(
      `no broker of ${address()} could be used for 1.5 s`,
    );
  });

  it('is not needed by a range whose end was said, once it has been read', async () => {
    const folder = emptyCache();
    const range = `kafka:${topic}?from=2023-11-14T22:20:00Z&to=2023-11-14T22:30:00Z`;
    const again = (uri: string) => replayed(uri, { address: address(), connection: quick, folder });
    const quick = { retryForMs: 300 };
    const first = await again(range);
    await again(`kafka:${topic}`);
    await proxy.close();
    const second = await again(range);
    // The 600 seconds from the 400th on.
    expect(pricesOf(first.events)).toEqual(all.slice(400, 1_000));
    expect(second.events).toEqual(first.events);
    expect(second.source.contentHash).toBe(first.source.contentHash);
    expect(second.source.notices).toEqual([`no broker answers: ${topic} is replayed as it was read before`]);
    await expect(again(`kafka:${topic}`)).rejects.toThrow('could be used for 0.3 s');
  });

  it('is asked whether the topic is still the one that was read', async () => {
    const folder = emptyCache();
    const again = (name: string) => replayed(`kafka:${name}`, { address: address(), folder });
    const name = await kafka.topic();
    await writeEvents(kafka.client(), { topic: name }, tradesOf(3));
    expect(pricesOf((await again(name)).events)).toEqual([1, 2, 3]);
    await writeEvents(kafka.client(), { topic: name }, tradesOf(4).slice(3));
    expect(pricesOf((await again(name)).events)).toEqual([1, 2, 3, 4]);
    const admin = kafka.client().admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [name] });
    await admin.createTopics({ topics: [{ topic: name, numPartitions: 1 }] });
    await admin.disconnect();
    await writeEvents(kafka.client(), { topic: name }, tradesOf(8).slice(4));
    expect(pricesOf((await again(name)).events)).toEqual([5, 6, 7, 8]);
  });

  it('has every record once where the broker is killed in the middle and comes back', async () => {
    let asked = false;
    const kill = async (): Promise<void> => {
      while (!asked) await new Promise((resolve) => setTimeout(resolve, 5));
      await kafka.broker().kill();
      await kafka.broker().restart();
    };
    proxy.weather = { kind: 'slow', bytes: 20_000, pauseMs: 5 };
    setTimeout(() => (asked = true), 150);
    const [{ events }] = await Promise.all([replay({ ...connection, requestTimeoutMs: 30_000 }), kill()]);
    expect(pricesOf(events)).toEqual(all);
  });
});
