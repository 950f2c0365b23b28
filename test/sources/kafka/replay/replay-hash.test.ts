import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { usShare } from '../../../../src/domain/instrument.js';
import type { MarketEvent } from '../../../../src/domain/market-event.js';
import { merge } from '../../../../src/sources/merge.js';
import { openSource } from '../../../../src/sources/open-source.js';
import { cacheIn } from '../../../cache-in.js';
import { hashed } from '../../../hashes/hashed.js';
import { describeWithKafka } from '../../../kafka/with-kafka.js';
import { writeEvents } from './write-events.js';

const file = 'file:samples/EUR.USD.csv?symbol=EUR.USD';

const eventsOf = async (uri: string): Promise<readonly MarketEvent[]> => {
  const source = await openSource(uri, { instrument: usShare });
  const events: MarketEvent[] = [];
  for await (const chunk of merge([source])) events.push(...chunk);
  return events;
};

describeWithKafka('a backtest over a topic', (kafka) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-replay-'));
  cacheIn(folder);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const words = (uri: string) => ({
    pipelines: ['sma-cross'],
    source: [uri],
    param: ['symbols=EUR.USD', 'every=1m'],
    set: [`kafka.brokers=${kafka.address()}`],
    cache: true,
  });

  it.each([1, 4, 16])('has the journal of the file, over %i partitions', async (partitions) => {
    const events = await eventsOf(file);
    const topic = await kafka.topic({ partitions });
    await writeEvents(kafka.client(), { topic, partitionOf: (_, n) => (n * 7) % partitions }, events);
    const ofFile = await hashed(words(file));
    expect(ofFile.trades).toBeGreaterThan(3);
    expect(await hashed(words(`kafka:${topic}`))).toEqual(ofFile);
  });
});
