import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { usShare } from '../../src/domain/instrument.js';
import { ingest } from '../../src/sources/ingest/ingest.js';
import { publishRows } from '../../src/sources/kafka/write/publish-rows.js';
import { readTopicTarget } from '../../src/sources/kafka/write/topic-target.js';
import type { SweepDocument } from '../../src/sweep/sweep-document.js';
import { cacheIn } from '../cache-in.js';
import { describeWithKafka } from '../kafka/with-kafka.js';
import { describeWithShared } from '../shared-data.js';
import { tapeSource } from '../sources/kafka/write/source-of.js';
import { connectionTo } from '../sources/kafka/write/topic-content.js';
import { millrace } from './millrace.js';
import { performed } from './performed.js';
import { offBy, type PublishedRun } from './published-statistics.js';

const RUNS = [
  ['A-goog-sma10x30-free-finalized', 66, 10, 30, 'broker.finalizeTrades=true'],
  ['B-goog-sma10x20-spread20bp-readme', 93, 10, 20, 'broker.spreadBps=20'],
  ['C-goog-sma10x15-spread20bp-optimum', 152, 10, 15, 'broker.spreadBps=20'],
  ['E-goog-sma10x20-commission20bp', 93, 10, 20, 'broker.commissionBps=20'],
] as const;

const WRITINGS = ['partitions=4', 'codec=arrow&rows=100&compression=zstd&partitions=16'];

const COMMON = ['symbols=GOOG', 'direction=long-short', 'size.weight=1'];

describeWithShared('runs that backtesting.py published, over a topic', (data) => {
  describeWithKafka('of GOOG', (kafka) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-published-'));
    const topics = WRITINGS.map((_, n) => `goog-${process.pid}-${n}`);

    cacheIn(join(folder, 'cache'));
    beforeAll(async () => {
      const path = join(folder, 'goog.tape');
      await ingest({
        uris: [`file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`],
        path,
        maxBad: { text: '0', count: 0, share: 0 },
        world: { instrument: usShare },
        onRows: () => undefined,
      });
      for (const [n, writing] of WRITINGS.entries()) {
        await publishRows({
          source: tapeSource(path),
          target: readTopicTarget(`kafka:${topics[n]}?${writing}`),
          connection: connectionTo(kafka.address()),
          onRecords: () => undefined,
        });
      }
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(RUNS)('%s: its trades and statistics', async (name, trades, fast, slow, set) => {
      const file = readFileSync(data('backtestingpy', `${name}.json`), 'utf8');
      const published = JSON.parse(file) as PublishedRun; // what it lacks fails the comparison
      for (const topic of topics) {
        const result = await performed('sma-cross', {
          source: [`kafka:${topic}`],
          param: [...COMMON, `fast=${fast}`, `slow=${slow}`],
          rules: 'backtesting.py',
          set: ['broker.cash=10000', `kafka.brokers=${kafka.address()}`, set],
          cache: true,
        });
        expect(result.trades).toHaveLength(trades);
        expect(offBy(result.statistics, published, 1e-8)).toEqual([]);
        expect(
          result.trades.map(({ entryPrice, exitPrice, entryBar }) => [entryPrice, exitPrice, entryBar]),
        ).toEqual(
          published.trades.map(({ entryPrice, exitPrice, entryBar }) => [entryPrice, exitPrice, entryBar]),
        );
      }
    });

    it('D: the grid of 50', () => {
      const file = readFileSync(data('backtestingpy', 'D-goog-sma-grid50.json'), 'utf8');
      const { grid } = JSON.parse(file) as {
        grid: readonly { n1: number; n2: number; equityFinal: number }[];
      }; // its manifest says so
      const { stdout, stderr } = millrace([
        ...['sweep', 'sma-cross', '--source', `kafka:${topics[0]}`, '--rules', 'backtesting.py', '--json'],
        ...[...COMMON, 'fast=5..25/5', 'slow=10..65/5'].flatMap((param) => ['--param', param]),
        ...['broker.cash=10000', 'broker.spreadBps=20', `kafka.brokers=${kafka.address()}`].flatMap((set) => [
          '--set',
          set,
        ]),
        ...['--where', 'fast < slow', '--rank', 'finalEquity'],
      ]);
      expect(stderr).toBe('');
      const { results } = JSON.parse(stdout) as SweepDocument; // what `--json` prints
      expect(results).toHaveLength(50);
      for (const { n1, n2, equityFinal } of grid) {
        const found = results.find(({ params }) => params.fast === n1 && params.slow === n2);
        expect((found?.statistics.finalEquity ?? Number.NaN) / equityFinal).toBeCloseTo(1, 8);
      }
    });
  });
});
