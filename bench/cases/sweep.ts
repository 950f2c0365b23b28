import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { minuteBars } from '../data/minute-bars.js';
import type { Case, Outcome } from '../outcome.js';

const MAIN = join(import.meta.dirname, '../../src/cli/main.js');
const SETS = 100;

/** A hundred sets of parameters on two workers, beside the same on one. */
export const sweep: Case = {
  name: 'sweep',
  unit: 'strategy-bars/s',
  wish: { seed: 1, symbols: 1, rows: 50_000 },
  prepare: minuteBars,
  engine: (path, { rows }) => Promise.resolve(swept(path, { rows, workers: 2 })),
  floor: (path, { rows }) => Promise.resolve(swept(path, { rows, workers: 1 })),
  sum: null,
  trades: true,
};

/** What of a sweep's document is compared. */
interface Document {
  readonly sweep: { readonly elapsedMs: number };
  readonly results: readonly {
    readonly statistics: { readonly tradeCount: number; readonly finalEquity: number };
  }[];
}

const swept = (path: string, { rows, workers }: { rows: number; workers: number }): Outcome => {
  const params = ['symbols=S00', 'every=1m', 'fast=5..14/1', 'slow=20..29/1', 'size.quantity=10'];
  const args = [
    ...['sweep', 'sma-cross', '--source', `tape:${path}`, '--rules', 'backtesting.py', '--json'],
    ...params.flatMap((param) => ['--param', param]),
    ...['--workers', String(workers)],
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  const { sweep: said, results } = JSON.parse(stdout) as Document; // as `millrace sweep --json` prints it
  const sumOf = (read: (statistics: Document['results'][number]['statistics']) => number): number =>
    results.reduce((sum, { statistics }) => sum + read(statistics), 0);
  return {
    rows: rows * SETS,
    seconds: said.elapsedMs / 1_000,
    trades: sumOf(({ tradeCount }) => tradeCount),
    finalEquity: sumOf(({ finalEquity }) => finalEquity),
    journalBytes: null,
  };
};
