import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../../src/report/run-result.js';
import type { SweepDocument } from '../../../src/sweep/sweep-document.js';
import { dailyBars, day } from '../daily-bars.js';
import { ran, ranAll } from '../ran.js';
import type { Said } from '../said.js';
import { scratch } from '../scratch.js';
import { timeless } from './timeless.js';

const { path, write, names } = scratch();
const source = ['--source', `file:${write('x.csv', dailyBars(300))}?symbol=X&every=1d`];
const grid = ['--param', 'symbols=X', '--param', 'fast=2..8/3', '--param', 'slow=5|9|20'];
const sma = ['sweep', 'sma-cross', ...source, ...grid];

/** Fails in its own ways for some sets: by throwing, by ending its process, by a promise nobody watches. */
const FRAIL = `
import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
export const frail = definePipeline({
  name: 'frail',
  params: z.strictObject({ how: z.string(), size: z.strictObject({ quantity: z.number() }) }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }, { params: { how, size } }) => bar$.pipe(map(({ symbol, close }) => {
    if (how === 'throw') throw new Error('as it was told to');
    if (how === 'exit') process.exit(3);
    if (how === 'grow') { const all = []; for (;;) all.push(new Array(1e6).fill({})); }
    console.log('on stdout');
    return target({ symbol, quantity: close > 105 ? size.quantity : 0, because: how });
  })),
});
`;

/** Remembers in its file, beside its flow, how many bars it has seen: a run is to know of its own alone. */
const COUNTING = `
import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
let seen = 0;
export const counting = definePipeline({
  name: 'counting',
  params: z.strictObject({ which: z.number() }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }) => bar$.pipe(map(({ symbol }) => {
    seen += 1;
    return target({ symbol, quantity: seen % 40 < 20 ? seen : 0, because: 'counted' });
  })),
});
`;

describe('a sweep', () => {
  let runs: Readonly<
    Record<'one' | 'two' | 'three' | 'counting' | 'late' | 'alone' | 'lateAlone' | 'table' | 'frail', Said>
  >;
  beforeAll(async () => {
    const late = ['--from', day(150), '--to', day(290)];
    const alone = [
      'backtest',
      'sma-cross',
      ...source,
      ...['symbols=X', 'fast=5', 'slow=9'].flatMap((text) => ['--param', text]),
      '--json',
    ];
    const frail = ['sweep', write('frail.ts', FRAIL), ...source];
    runs = await ranAll({
      one: () => ran([...sma, '--json', '--workers', '1', '--csv', path('one.csv')]),
      two: () => ran([...sma, '--json', '--workers', '2', '--csv', path('two.csv')]),
      three: () => ran([...sma, '--json', '--workers', '3']),
      late: () => ran([...sma, ...late, '--json', '--rank', 'maxDrawdownPct']),
      alone: () => ran(alone),
      lateAlone: () => ran([...alone, ...late]),
      table: () => ran([...sma, '--where', 'slow >= 2 * fast', '--top', '3']),
      counting: () =>
        ran([
          ...['sweep', write('counting.ts', COUNTING), ...source],
          ...['--param', 'which=1..4/1', '--json', '--workers', '1'],
        ]),
      frail: () =>
        ran(
          [
            ...frail,
            '--param',
            'how=throw|exit|grow|well',
            '--param',
            'size.quantity=10..20/10',
            '--json',
            '--workers',
            '2',
          ],
          { env: { NODE_OPTIONS: '--max-old-space-size=200' } },
        ),
    });
  });
  const document = (name: keyof typeof runs): SweepDocument => JSON.parse(runs[name].stdout) as SweepDocument;

  it('says the same with any number of workers, but for the time', () => {
    const told = [runs.one, runs.two, runs.three].map(({ stdout }) => timeless(stdout));
    expect(runs.one).toMatchObject({ code: 0, stderr: '' });
    expect(new Set(told).size).toBe(1);
    expect(readFileSync(path('one.csv'), 'utf8')).toBe(readFileSync(path('two.csv'), 'utf8'));
  });

  it('gives the results in the order of the grid, each with its rank', () => {
    const { sweep, results } = document('one');
    expect(results.map(({ params }) => params)).toEqual(
      [2, 5, 8].flatMap((fast) => [5, 9, 20].flatMap((slow) => (fast < slow ? [{ fast, slow }] : []))),
    );
    const best = results
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ statistics }) => statistics.sharpe ?? NaN);
    expect(best).toEqual(best.toSorted((a, b) => b - a));
    expect(sweep).toMatchObject({ sets: 9, refused: 2, failed: 0, rank: 'sharpe', where: null });
  });

  it('tells which sets the pipeline does not allow, and why', () => {
    expect(document('one').refused).toEqual([
      { params: { fast: 5, slow: 5 }, reason: 'fast: must be smaller than slow' },
      { params: { fast: 8, slow: 5 }, reason: 'fast: must be smaller than slow' },
    ]);
  });

  it.each([
    ['one', 'alone'],
    ['late', 'lateAlone'],
  ] as const)('%s runs each set as a backtest runs it %s', (sweep, alone) => {
    const { run, statistics } = JSON.parse(runs[alone].stdout) as RunDocument;
    const found = document(sweep).results.find(({ params }) => params.fast === 5 && params.slow === 9);
    expect(found).toMatchObject({ journalHash: run.journalHash, statistics });
    expect(statistics.tradeCount).toBeGreaterThan(3);
  });

  it('names the tape as a backtest does', () => {
    const { run } = JSON.parse(runs.alone.stdout) as RunDocument;
    expect(document('one').sweep.tapeHash).toBe(run.tapeHash);
  });

  it('writes a csv with a column for each swept parameter, then all statistics', () => {
    const [head = '', ...rows] = readFileSync(path('one.csv'), 'utf8').trimEnd().split('\n');
    expect(head).toMatch(/^fast,slow,finalEquity,/);
    expect(rows.map((row) => row.split(',').slice(0, 3))).toEqual(
      document('one').results.map(({ params, statistics }) =>
        [params.fast, params.slow, statistics.finalEquity].map(String),
      ),
    );
  });

  it('prints the best of them as a table', () => {
    const lines = runs.table.stdout.split('\n');
    expect(lines[0]).toMatch(/^sma-cross: 5 sets of fast, slow in \S+ s, rules realistic$/);
    expect(lines[2]?.trim().split(/ {2,}/)).toEqual([
      'fast',
      'slow',
      'Sharpe',
      'Return',
      'Max drawdown',
      'Trades',
    ]);
    expect(lines.slice(3, 6).map((line) => line.trim().split(/\s+/)[0])).toEqual(['1', '2', '3']);
    expect(lines[7]).toBe('The best 3 of 5.');
  });

  it('goes on without a set that fails, whatever becomes of its worker', () => {
    const { sweep, results, failed } = document('frail');
    expect(sweep).toMatchObject({ sets: 8, failed: 6, refused: 0 });
    expect(results.map(({ params }) => params)).toEqual([
      { how: 'well', 'size.quantity': 10 },
      { how: 'well', 'size.quantity': 20 },
    ]);
    expect(results[1]?.statistics.returnPct).not.toBe(results[0]?.statistics.returnPct);
    expect(failed.map(({ params, code, message }) => [params.how, code, message])).toEqual([
      ...[10, 20].map(() => ['throw', 'PIPELINE_FAILED', expect.stringContaining('as it was told to')]),
      ...[10, 20].map(() => ['exit', 'SWEEP_SET_DIED', expect.stringContaining('exit code 3')]),
      ...[10, 20].map(() => ['grow', 'SWEEP_SET_DIED', expect.stringContaining('memory')]),
    ]);
    expect(runs.frail.stderr).toContain(
      'millrace: 6 sets failed, the first how=throw size.quantity=10: PIPELINE_FAILED: ',
    );
    expect(runs.frail.code).toBe(6);
  });

  it('lets no set know of another that ran before it in the same worker', () => {
    const told = document('counting').results.map(({ statistics }) => JSON.stringify(statistics));
    expect(told).toHaveLength(4);
    expect(new Set(told).size).toBe(1);
    expect(document('counting').results[0]?.statistics.tradeCount).toBeGreaterThan(3);
  });

  it('keeps what pipelines print away from the result', () => {
    expect(runs.frail.stderr).toContain('on stdout');
    expect(names()).not.toContain('one.csv.new');
  });
});
