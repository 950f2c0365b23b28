import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Comparison } from '../../src/report/compare/compare-runs.js';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();
const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d`;

const run = async (name: string, slow: number): Promise<void> => {
  const words = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X', '--param', 'fast=3'];
  const { code } = await said([...words, '--param', `slow=${slow}`, '--out', path(name)]);
  expect(code).toBe(0);
};

beforeAll(async () => {
  await run('a', 11);
  await run('b', 30);
});

describe('compare', () => {
  it('says what was told differently and where decisions part', async () => {
    const { stdout, stderr, code } = await said(['compare', path('a'), path('b')]);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('params.sma-cross.slow: 11 → 30');
    expect(stdout).toContain('Where decisions part\nat 20');
    expect(stdout).toMatch(/\nA intent .*\n {2}since bar:1d \d+ of X at 2020-\S+\nB intent /);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes(path()))).toEqual([]);
  });

  it('prints one document', async () => {
    const { stdout } = await said(['compare', path('a'), path('b'), '--json']);
    const { config, parting, statistics, trades } = JSON.parse(stdout) as Comparison; // what it printed
    expect(config).toEqual([{ path: 'params.sma-cross.slow', a: 11, b: 30 }]);
    expect(parting?.a?.[0]).toMatch(/^intent /);
    expect(parting?.a?.at(-1)).toMatch(/^bar:1d \d+ of X at 2020-/);
    expect(statistics).toContainEqual(expect.objectContaining({ name: 'returnPct' }));
    expect(Object.keys(trades)).toEqual(['same', 'onlyA', 'onlyB', 'changed']);
  });

  it('finds nothing between a run and itself', async () => {
    const { stdout } = await said(['compare', path('a'), path('a'), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      config: [],
      parting: null,
      trades: { onlyA: [], changed: [] },
    });
  });

  it('refuses what is no folder of a run, naming which', async () => {
    const { stderr, code } = await said(['compare', path('a'), path('nowhere')]);
    expect(stderr).toMatch(/^millrace: RUN_INVALID: \S*nowhere/);
    expect(code).toBe(4);
  });
});
