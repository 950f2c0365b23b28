import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { equityCsv } from '../../src/journal/run-tables.js';
import type { RunDocument } from '../../src/report/run-result.js';
import { describeWithShared } from '../shared-data.js';
import { waysIn } from '../taped.js';
import { millrace } from './millrace.js';
import { performed } from './performed.js';
import { offBy, type PublishedRun, type PublishedTrade } from './published-statistics.js';

/** A published run of GOOG and the words that ask for it. */
interface Golden {
  readonly name: string;
  readonly trades: number;
  readonly fast: number;
  readonly slow: number;
  readonly set: readonly string[];
}

const FINALIZED: Golden = {
  name: 'A-goog-sma10x30-free-finalized',
  trades: 66,
  fast: 10,
  slow: 30,
  set: ['broker.finalizeTrades=true'],
};

const RUNS: readonly Golden[] = [
  FINALIZED,
  { name: 'B-goog-sma10x20-spread20bp-readme', trades: 93, fast: 10, slow: 20, set: ['broker.spreadBps=20'] },
  {
    name: 'C-goog-sma10x15-spread20bp-optimum',
    trades: 152,
    fast: 10,
    slow: 15,
    set: ['broker.spreadBps=20'],
  },
  {
    name: 'E-goog-sma10x20-commission20bp',
    trades: 93,
    fast: 10,
    slow: 20,
    set: ['broker.commissionBps=20'],
  },
];

const BARS = 2_148;

const wordsOf = (data: Data, { fast, slow, set }: Pick<Golden, 'fast' | 'slow' | 'set'>) => ({
  source: [`file:${data('backtestingpy', 'GOOG.csv')}?symbol=GOOG&every=1d`],
  param: ['symbols=GOOG', `fast=${fast}`, `slow=${slow}`, 'direction=long-short', 'size.weight=1'],
  rules: 'backtesting.py',
  set: ['broker.cash=10000', ...set],
});

type Data = (...path: readonly string[]) => string;

const publishedOf = (data: Data, name: string): PublishedRun =>
  // The file is read as it is documented in its manifest; what it lacks fails the comparison.
  JSON.parse(readFileSync(data('backtestingpy', `${name}.json`), 'utf8')) as PublishedRun;

const linesOf = (csv: string): readonly (readonly string[])[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

/** Fails unless the trades are the published ones: all but money exact, money to a millionth. */
const expectTrades = (trades: RunDocument['trades'], published: readonly PublishedTrade[]): void => {
  const exact = trades.map(({ quantity, entryBar, exitBar, entryPrice, exitPrice, entryAt, exitAt }) => ({
    size: quantity,
    entryBar,
    exitBar,
    entryPrice,
    exitPrice,
    entryTime: entryAt.replace('.000Z', ''),
    exitTime: exitAt.replace('.000Z', ''),
  }));
  expect(exact).toEqual(
    published.map(({ size, entryBar, exitBar, entryPrice, exitPrice, entryTime, exitTime }) => ({
      size,
      entryBar,
      exitBar,
      entryPrice,
      exitPrice,
      entryTime,
      exitTime,
    })),
  );
  const money = trades.map(({ pnl, commission, returnPct }, n) => [
    pnl - (published[n]?.pnl ?? Number.NaN),
    commission - (published[n]?.commission ?? Number.NaN),
    returnPct / 100 - (published[n]?.returnPct ?? Number.NaN),
  ]);
  expect(money.filter((off) => !off.every((one) => Math.abs(one) <= 1e-6))).toEqual([]);
};

/**
 * Fails unless every point of equity.csv is the published one: its day, and its money to the last digit:
 * a peak that is missed by that digit is another drawdown.
 */
const expectEquity = (csv: string, published: string): void => {
  const ours = linesOf(csv);
  const theirs = linesOf(published);
  expect(ours).toHaveLength(BARS);
  expect(theirs).toHaveLength(BARS);
  const off = ours.flatMap(([at = '', equity], n) => {
    const [day = '', wanted] = theirs[n] ?? [];
    // A daily bar without a calendar ends at the next midnight.
    const isDay = Date.parse(at) - 86_400_000 === Date.parse(day);
    return isDay && Number(equity) === Number(wanted) ? [] : [[at, equity, day, wanted]];
  });
  expect(off).toEqual([]);
};

describeWithShared('runs that backtesting.py published', (data) => {
  describe.each(waysIn())('from $way', ({ given }) => {
    it.each(RUNS)('$name: its trades, statistics and equity', async (golden) => {
      const published = publishedOf(data, golden.name);
      const words = wordsOf(data, golden);
      const source = await given(words.source);
      const { trades, statistics, marks } = await performed('sma-cross', { ...words, source });
      expect(trades).toHaveLength(golden.trades);
      expectTrades(trades, published.trades);
      expect(offBy(statistics, published, 1e-8)).toEqual([]);
      expect(statistics.commissions).toBeCloseTo(Number(published.stats['Commissions [$]'] ?? 0), 6);
      expectEquity(
        [...equityCsv(marks)].join(''),
        readFileSync(data('backtestingpy', `${golden.name}.equity.csv`), 'utf8'),
      );
    });
  });

  describe('as its reader types it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-golden-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('A: prints it with --json and writes the same and its equity.csv to --out', () => {
      const out = join(folder, 'run-a');
      const { source, param, rules, set } = wordsOf(data, FINALIZED);
      const { stdout, status } = millrace([
        ...['backtest', 'sma-cross', '--source', ...source, '--rules', rules],
        ...param.flatMap((text) => ['--param', text]),
        ...set.flatMap((text) => ['--set', text]),
        ...['--json', '--out', out],
      ]);
      const published = publishedOf(data, FINALIZED.name);
      const document: RunDocument = JSON.parse(stdout);
      expect(status).toBe(0);
      expect(document.trades).toHaveLength(66);
      expectTrades(document.trades, published.trades);
      expect(offBy(document.statistics, published, 1e-8)).toEqual([]);
      expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(stdout);
      const wanted = readFileSync(data('backtestingpy', `${FINALIZED.name}.equity.csv`), 'utf8');
      expectEquity(readFileSync(join(out, 'equity.csv'), 'utf8'), wanted);
    });
  });
});
