import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Trade } from '../../../../src/domain/market-event.js';
import { publishRows } from '../../../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../../../src/sources/kafka/write/topic-target.js';
import { cacheIn } from '../../../cache-in.js';
import { type Hashed, hashed } from '../../../hashes/hashed.js';
import { seeded } from '../../../hashes/seeded.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { tapeOf, tapeSource } from '../write/source-of.js';
import { connectionTo } from '../write/topic-content.js';
import { writeEvents } from './write-events.js';

const symbols = Array.from({ length: 50 }, (_, n) => `S${String(n).padStart(2, '0')}`);

/** Trades of fifty symbols, one in three at the instant of the one before, many twice of one symbol. */
const manyTrades = (count: number): readonly Trade[] => {
  const random = seeded(5);
  let at = Date.UTC(2023, 0, 2);
  return Array.from({ length: count }, () => {
    if (random() > 0.33) at += Math.floor(random() * 200);
    const symbol = symbols[Math.floor(random() * (random() < 0.3 ? 3 : symbols.length))] ?? '';
    return {
      kind: 'trade',
      symbol,
      at,
      happenedAt: at,
      price: 100 + Math.round(random() * 99) / 100,
      size: 1,
    };
  });
};

describeWithKafka('fifty symbols of which many share an instant', (kafka) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-fifty-'));
  const path = join(folder, 'trades.csv');
  const file = `file:${path}`;
  const trades = manyTrades(5_000);
  let ofFile: Hashed | undefined;

  const hashOf = (source: string): Promise<Hashed> =>
    hashed({
      pipelines: ['sma-cross'],
      source: [source],
      param: [`symbols=${symbols.join(',')}`, 'every=5s', 'fast=2', 'slow=5', 'size.quantity=1'],
      set: [`kafka.brokers=${kafka.address()}`],
      cache: true,
    });

  cacheIn(join(folder, 'cache'));
  beforeAll(async () => {
    const lines = trades.map(({ at, symbol, price }) => `${new Date(at).toISOString()},${symbol},${price},1`);
    writeFileSync(path, `time,symbol,price,size\n${lines.join('\n')}\n`);
    ofFile = await hashOf(file);
    expect(ofFile.trades).toBeGreaterThan(100);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    [1, false],
    [4, true],
    [16, false],
  ])('have the journal of the file, scattered over %i partitions without keys', async (partitions, gzip) => {
    const topic = await kafka.topic({ partitions });
    const random = seeded(partitions);
    // One symbol lies in several partitions, as any client may have put it there.
    const partitionOf = (): number => Math.floor(random() * partitions);
    await writeEvents(kafka.client(), { topic, partitionOf, gzip, batch: 777 }, trades);
    expect(await hashOf(`kafka:${topic}`)).toEqual(ofFile);
  });

  it.each([
    'codec=json&compression=zstd&partitions=4',
    'codec=arrow&rows=50&compression=none&partitions=1',
    'codec=arrow&rows=50&compression=gzip&partitions=4',
    'codec=arrow&rows=300&compression=zstd&partitions=16',
  ])('have the journal of the file, written as %s', async (query) => {
    const topic = `fifty-${process.pid}-${query.replaceAll(/\W/g, '-')}`;
    await publishRows({
      source: tapeSource(await tapeOf(trades)),
      target: readTopicTarget(`kafka:${topic}?${query}`),
      connection: connectionTo(kafka.address()),
      onRecords: () => undefined,
    });
    expect(await hashOf(`kafka:${topic}`)).toEqual(ofFile);
  });

  it('have the journal of the same range of the file', async () => {
    const topic = await kafka.topic({ partitions: 3 });
    await writeEvents(kafka.client(), { topic, partitionOf: (_, n) => n % 3 }, trades);
    const range = '?from=2023-01-02T00:01:00Z&to=2023-01-02T00:04:00Z';
    const ofRange = await hashOf(`${file}${range}`);
    expect(ofRange.trades).toBeGreaterThan(30);
    expect(await hashOf(`kafka:${topic}${range}`)).toEqual(ofRange);
    // By the tape that was made of it.
    expect(await hashOf(`kafka:${topic}${range}`)).toEqual(ofRange);
  });
});
