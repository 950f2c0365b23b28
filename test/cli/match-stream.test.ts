import { describe, expect, it } from '@jest/globals';
import { BARS, dailyBars, day } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write, names } = scratch();

/** Three minutes of a day. */
const minutes = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) =>
    [0, 1, 2].map((minute) => `${day(from + index)}T12:0${minute}Z,100,101,99,100,50000`),
  )
    .flat()
    .join('\n');

const daily = (symbol: string) => ['--source', `file:${path(`${symbol}.csv`)}?symbol=${symbol}&every=1d`];
const fine = (symbol: string) => ['--source', `file:${path('fine.csv')}?symbol=${symbol}&every=1m`];
const cross = ['backtest', 'sma-cross', '--param', 'fast=2', '--param', 'slow=5', '--param', 'every=1d'];

for (const symbol of ['X', 'Y']) write(`${symbol}.csv`, dailyBars(200));

describe('a short file of minutes beside a long one of days', () => {
  it('is refused with a next step, and that step works and is said', async () => {
    write('fine.csv', `${BARS}\n${minutes(100, 105)}\n`);
    const before = names();
    const words = [...cross, '--param', 'symbols=X', ...daily('X'), ...fine('X')];
    const { stdout, stderr, code } = await said([...words, '--out', path('out')]);
    expect({ stdout, code }).toEqual({ stdout: '', code: 4 });
    expect(stderr).toMatch(/^millrace: MATCH_STREAM_SILENT: X has 10 bars of 1d from \S+ to \S+ and no /);
    expect(stderr).toContain(
      ' no bars of 1m, which alone fill its orders. Say --set broker.matchOn=bars if ',
    );
    expect(names()).toEqual(before);
    const better = await said([...words, '--set', 'broker.matchOn=bars']);
    expect(better.code).toBe(0);
    expect(better.stdout).toContain('Notice: orders met bars of 1d\n');
  });

  it('fills all of a run that it covers, and what filled whom is said', async () => {
    write('fine.csv', `${BARS}\n${minutes(0, 200)}\n`);
    const words = [...cross, '--param', 'symbols=X,Y', ...daily('X'), ...daily('Y'), ...fine('X')];
    const { stdout, code } = await said(words);
    expect(code).toBe(0);
    expect(stdout).toContain('Notice: orders of X met bars of 1m\n');
    expect(stdout).toContain('Notice: orders of Y met bars of 1d\n');
    expect(stdout).toMatch(/Trades +[1-9]/);
  });
});
