import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createRecording } from '../../../../src/recording/create-recording.js';
import { runFiles } from '../../../../src/recording/run-folder.js';
import { takeLock } from '../../../../src/recording/take-lock.js';
import type { Comparison } from '../../../../src/report/compare/compare-runs.js';
import { dailyBars } from '../../daily-bars.js';
import { said } from '../../said.js';
import { scratch } from '../../scratch.js';
import { editJournal } from '../forge.js';
import { paperHere } from '../paper-here.js';

const { path, write } = scratch();
const ROWS = 200;
const source = `file:${write('x.csv', dailyBars(ROWS))}?symbol=X&every=1d`;
const param = (slow: number): readonly string[] => ['symbols=X', 'fast=3', `slow=${slow}`];

const backtested = async (name: string, slow: number): Promise<string> => {
  const params = param(slow).flatMap((text) => ['--param', text]);
  const { code } = await said(['backtest', 'sma-cross', '--source', source, ...params, '--out', path(name)]);
  expect(code).toBe(0);
  return path(name);
};

const papered = async (
  name: string,
  {
    slow = 11,
    names = ['sma-cross'],
    ...wish
  }: { slow?: number; names?: string[]; newSegment?: string } = {},
): Promise<string> => {
  await paperHere({ folder: path(name), names, source: `${source}&speed=step`, param: param(slow), ...wish });
  return path(name);
};

const compared = async (a: string, b: string): Promise<Comparison> => {
  const { stdout, stderr } = await said(['compare', a, b, '--json']);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Comparison; // what it printed
};

const known = ({ statistics }: Comparison) => statistics.filter(({ a, b }) => a !== null || b !== null);

let paper = '';
let backtest = '';

beforeAll(async () => {
  backtest = await backtested('backtest', 11);
  paper = await papered('paper');
});

describe('compare, of recorded runs', () => {
  it('finds a run on paper and a backtest of its rows the same in every decision, figure and trade', async () => {
    const { config, parting, trades, ...rest } = await compared(paper, backtest);
    // The same rows by their hash, too.
    expect(config).toEqual([]);
    expect(parting).toBeNull();
    expect(known({ ...rest } as Comparison).length).toBeGreaterThan(20);
    expect(
      known(rest as Comparison).filter(({ difference }) => difference !== 0 && difference !== null),
    ).toEqual([]);
    expect(rest.statistics.filter(({ a, b }) => (a === null) !== (b === null))).toEqual([]);
    expect(trades).toMatchObject({ onlyA: [], onlyB: [], changed: [] });
    expect(trades.same).toBeGreaterThan(5);
    expect(rest.a.decisionHash).toBe(rest.b.decisionHash);
  });

  it('tells two of them apart, each with what led to the first decision that differs', async () => {
    const { config, parting, statistics, a, b } = await compared(
      paper,
      await papered('slower', { slow: 30 }),
    );
    expect(config).toEqual([{ path: 'params.sma-cross.slow', a: 11, b: 30 }]);
    expect(parting?.a?.[0]).toMatch(/^intent \d+ at 2020-01-\S+: target/);
    expect(parting?.a?.at(-1)).toMatch(/^bar:1d \d+ of X at 2020-01-/);
    expect(parting?.b?.at(-1)).toMatch(/^bar:1d \d+ of X at 2020-/);
    expect(statistics.find(({ name }) => name === 'returnPct')?.difference).not.toBe(0);
    expect([a.notes, b.notes]).toEqual([[], []]);
  });

  it('takes one that is being written as far as it is, and leaves out what a flush left torn', async () => {
    const copy = path('torn');
    cpSync(paper, copy, { recursive: true });
    appendFileSync(join(copy, 'segment-1', 'inputs.jsonl'), '{"block":');
    const unlock = await takeLock(runFiles(copy).lock);
    const { parting, statistics, b } = await compared(paper, copy);
    await unlock();
    expect(b.notes).toEqual([
      expect.stringMatching(/^goes on: this is what it came to up to its entry \d+$/),
      'left 9 bytes behind its last whole block, which are not in this',
    ]);
    expect(parting).toBeNull();
    expect(statistics.filter(({ difference }) => difference !== 0 && difference !== null)).toEqual([]);
  });

  it('adds the segments of one up, and says who wished them', async () => {
    const half = `file:${write('half.csv', dailyBars(ROWS / 2))}?symbol=X&every=1d&speed=step`;
    const folder = path('segments');
    const words = { folder, names: ['sma-cross'] };
    const first = await paperHere({ ...words, param: param(11), source: half });
    const whole = { source: `${source}&speed=step`, param: param(12), newSegment: 'slower' };
    const second = await paperHere({ ...words, ...whole });
    const { config, statistics, trades, a } = await compared(folder, paper);
    expect(a.notes).toEqual([]);
    expect(config).toContainEqual({ path: 'config.segments.2', a: 'me: slower (params)', b: null });
    const figure = (name: string) => statistics.find((one) => one.name === name)?.a;
    const fills = [...first.entries, ...second.entries].filter((entry) => entry.kind === 'fill');
    expect(figure('finalEquity')).toBeCloseTo(second.worth, 8);
    expect(figure('commissions')).toBeCloseTo(
      fills.reduce((sum, { body }) => sum + body.commission, 0),
      8,
    );
    expect(figure('tradeCount')).toBe(trades.same + trades.changed.length + trades.onlyA.length);
    expect(first.entries.some(({ kind }) => kind === 'fill')).toBe(true);
    expect(second.entries.some(({ kind }) => kind === 'fill')).toBe(true);
  });

  it('has no figures of one to which a pipeline came with money of its own', async () => {
    const half = `file:${write('half.csv', dailyBars(ROWS / 2))}?symbol=X&every=1d&speed=step`;
    const folder = path('joined');
    await paperHere({ folder, names: ['sma-cross'], param: param(11), source: half });
    const names = ['sma-cross', 'other=sma-cross'];
    const params = names.flatMap((name) => param(11).map((text) => `${name.replace(/=.*/, '')}.${text}`));
    await paperHere({
      folder,
      names,
      param: params,
      source: `${source}&speed=step`,
      newSegment: 'one more',
    });
    const { statistics, trades, a } = await compared(folder, paper);
    expect(a.notes).toEqual([
      'has no figures here: its segments began with other money: ' +
        'sma-cross 100000; then other 50000, sma-cross 100000',
    ]);
    expect(statistics.every(({ a: own }) => own === null)).toBe(true);
    expect(trades.same + trades.changed.length).toBeGreaterThan(0);
  });

  it('has figures of one of other code while that decides the same, and else decisions and trades alone', async () => {
    const text = readFileSync('pipelines/sma-cross.ts', 'utf8');
    const own = write('own.ts', text);
    const folder = await papered('other', { names: [own] });
    writeFileSync(own, `${text}// Another version.\n`);
    const same = await compared(folder, paper);
    expect(same.b.notes).toEqual([]);
    expect(known(same).length).toBeGreaterThan(20);
    expect(known(same).filter(({ difference }) => difference !== 0 && difference !== null)).toEqual([]);
    const half = text.replace('size.weight * share[way]', 'size.weight * share[way] / 2');
    expect(half).not.toBe(text);
    writeFileSync(own, half);
    const { parting, statistics, trades, b } = await compared(folder, folder);
    expect(b.notes).toEqual(['has no figures here: pipeline own is not the code that ran']);
    expect(statistics.every(({ a, b: other }) => a === null && other === null)).toBe(true);
    expect(parting).toBeNull();
    expect(trades.same).toBeGreaterThan(5);
    // A journal with more than comes out of it is another one, too.
    writeFileSync(own, text.replace('size.weight * share[way]', 'throwing()'));
    expect((await compared(folder, paper)).a.notes).toHaveLength(1);
  });

  it('refuses one whose journal was edited, and one that has heard nothing', async () => {
    const copy = path('edited');
    cpSync(paper, copy, { recursive: true });
    editJournal(copy, (lines) => lines.map((line) => line.replace('"price":1', '"price":2')));
    expect((await said(['compare', copy, paper])).stderr).toContain('RECORDING_DAMAGED');
    const empty = path('empty');
    await (await createRecording(empty, { v: 1 }, { marketFileBytesMax: 1_000 })).close();
    const { stderr, code } = await said(['compare', paper, empty]);
    expect(stderr).toMatch(/^millrace: RUN_INVALID: \S*empty .*nothing is recorded in it yet/);
    expect(code).toBe(4);
  });
});
