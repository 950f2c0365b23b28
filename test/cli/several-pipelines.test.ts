import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();
const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d`;

const run = (pipelines: readonly string[], ...params: readonly string[]) =>
  said([
    'backtest',
    ...pipelines,
    '--source',
    source,
    '--json',
    ...params.flatMap((text) => ['--param', text]),
  ]);

const PIPELINE = `
import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
let n = 0;
export const own = definePipeline({
  name: 'own',
  params: z.strictObject({ failAt: z.int().default(0), units: z.number().default(1) }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }, { params: { failAt, units } }) => bar$.pipe(map(({ symbol }) => {
    n += 1;
    if (n === failAt) throw new Error('ouch');
    return target({ symbol, quantity: Math.floor(n / 10) % 2 ? units : 0, because: 'ten bars' });
  })),
});
`;
const own = write('own.ts', PIPELINE);
const other = write('other/own.ts', PIPELINE);

describe('several pipelines', () => {
  it('have ids of their own, and parameters by id', async () => {
    const { stdout, code } = await run(
      [`a=${own}`, `b=${other}`, 'sma-cross'],
      'b.units=7',
      'sma-cross.symbols=X',
      'sma-cross.fast=3',
      'sma-cross.slow=11',
    );
    expect(code).toBe(0);
    const { run: told, trades } = JSON.parse(stdout) as RunDocument;
    expect(told.pipelines).toEqual(['a', 'b', 'sma-cross']);
    expect(told.params).toMatchObject({ a: { units: 1 }, b: { units: 7 }, 'sma-cross': { symbols: ['X'] } });
    const quantities = (id: string) =>
      new Set(trades.filter(({ pipeline }) => pipeline === id).map(({ quantity }) => quantity));
    expect([quantities('a'), quantities('b')]).toEqual([new Set([1]), new Set([7])]);
    expect(quantities('sma-cross').size).toBeGreaterThan(0);
  });

  it('may be one pipeline twice', async () => {
    const { stdout } = await run(
      ['quick=sma-cross', 'slow=sma-cross'],
      'quick.symbols=X',
      'slow.symbols=X',
      'quick.fast=3',
    );
    expect(JSON.parse(stdout).run.params).toMatchObject({ quick: { fast: 3 }, slow: { fast: 10 } });
  });

  it('share the cash and go on when one of them fails, and the run says so', async () => {
    const out = path('out');
    const words = ['backtest', `a=${own}`, `b=${other}`, '--source', source, '--json', '--out', out];
    const { stdout, stderr, code } = await said([...words, '--param', 'a.failAt=30']);
    expect(code).toBe(6);
    expect(stderr).toContain('PIPELINE_FAILED: pipeline a failed at 2020-01-31T00:00:00.000Z: ');
    const { run: told, trades } = JSON.parse(stdout) as RunDocument;
    expect(told.events).toBe(200);
    expect(trades.at(-1)).toMatchObject({ pipeline: 'b' });
    const journal = readFileSync(path('out', 'journal.jsonl'), 'utf8');
    expect(journal.match(/"capital":\d+/g)).toEqual(['"capital":50000', '"capital":50000']);
    const halts = journal.match(/"kind":"halt".*/g);
    expect(halts).toHaveLength(1);
    expect(halts?.[0]).toContain('"pipeline":"a"');
  });

  it.each([
    [[own, other], [], 2, 'two pipelines have the id own: write ID=NAME, such as own-2=own'],
    [['A=sma-cross'], ['symbols=X'], 2, 'A=sma-cross: write ID=NAME with an id of small letters'],
    [['a='], [], 2, 'a=: write ID=NAME'],
    [
      ['a=sma-cross', 'b=sma-cross'],
      ['symbols=X'],
      2,
      '--param symbols: with several pipelines write --param ID',
    ],
    [['a=sma-cross', 'b=sma-cross'], ['c.symbols=X'], 2, 'ids are a, b'],
    [
      ['a=sma-cross', 'b=sma-cross'],
      ['a.symbols=X', 'b.symbol=X'],
      3,
      '--param b.symbol: is unknown; did you mean',
    ],
  ])('are told apart or refused: %p %p', async (pipelines, params, exit, says) => {
    const { stdout, stderr, code } = await run(pipelines, ...params);
    expect(stderr).toContain(says);
    expect({ stdout, code }).toEqual({ stdout: '', code: exit });
  });

  it('are looked up by their name, not their id, in the next step', async () => {
    const { stderr } = await run(['a=sma-cross', 'b=sma-cross'], 'a.symbols=X', 'b.fast=0');
    expect(stderr).toContain('See millrace inspect sma-cross.');
  });
});
