import { rmSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Comparison } from '../../../src/report/compare/compare-runs.js';
import type { RunDocument } from '../../../src/report/run-result.js';
import { dailyBars } from '../daily-bars.js';
import { said } from '../said.js';
import { scratch } from '../scratch.js';
import { paperHere } from './paper-here.js';

const { path, write } = scratch();

it('compare and report go on where the rates of a recorded run are gone, and say what is missing', async () => {
  const rates = write('rates.csv', 'date,percent\n2019-01-01,2\n');
  const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d&speed=step`;
  await paperHere({
    folder: path('run'),
    names: ['sma-cross'],
    source,
    param: ['symbols=X', 'fast=3', 'slow=11'],
    set: [`report.riskFree=${rates}`],
  });
  const compared = async (): Promise<Comparison> => {
    const { stdout } = await said(['compare', path('run'), path('run'), '--json']);
    return JSON.parse(stdout) as Comparison; // what it printed
  };
  const figures = ({ statistics }: Comparison) =>
    Object.fromEntries(statistics.map(({ name, a }) => [name, a]));
  const known = await compared();
  expect(known.a.notes).toEqual([]);
  rmSync(rates);
  const now = await compared();
  const names = Object.keys(figures(known)).filter((name) => figures(known)[name] !== figures(now)[name]);
  expect(names).toEqual(expect.arrayContaining(['sharpe', 'sortino']));
  expect(names.map((name) => figures(now)[name])).toEqual(names.map(() => null));
  expect(figures(now).returnPct).not.toBeNull();
  expect(now.config).toEqual([]);
  expect(now.a.notes).toEqual([
    expect.stringMatching(
      /^has no Sharpe, Sortino\b.* here: report.riskFree cannot be read \(.*rates\.csv: ENOENT/,
    ),
  ]);
  const { stdout, stderr, code } = await said(['report', path('run'), '--json']);
  expect([stderr, code]).toEqual(['', 0]);
  const { statistics } = JSON.parse(stdout) as RunDocument; // likewise
  expect(statistics).toEqual(figures(now));
  expect((await said(['report', path('run')])).stdout).toContain('report.riskFree cannot be read');
});
