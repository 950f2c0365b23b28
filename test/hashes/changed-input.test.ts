import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { performed } from '../golden/performed.js';
import { type Hashed, hashed, type Words } from './hashed.js';
import { days, marketFolder } from './market-files.js';

const folder = marketFolder();
const [uri = ''] = folder.together(days(), 1);
const file = uri.replace(/^file:|\?.*$/g, '');
const lines = readFileSync(file, 'utf8').trim().split('\n');

/** The URI of a copy in which one row reads otherwise. */
const withRow = (
  name: string,
  { row, change }: { row: number; change: (line: string) => string },
): string => {
  const changed = lines.map((line, place) => (place === row ? change(line) : line));
  if (changed[row] === lines[row]) throw new Error(`row ${row} did not change`);
  return uri.replace(file, folder.write(name, changed));
};

/** Adds a cent to one column of a row. */
const dearer =
  (column: string) =>
  (line: string): string => {
    const place = lines[0]?.split(',').indexOf(column) ?? -1;
    return line
      .split(',')
      .map((cell, n) => (n === place ? (Number(cell) + 0.01).toFixed(2) : cell))
      .join(',');
  };

/** A strategy that tosses a coin. */
const COIN = `import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';

export const coin = definePipeline({
  name: 'coin',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['SPY'], every: '1d' }) }),
  flow: ({ bar$ }, { random }) =>
    bar$.pipe(
      map(() => target({ symbol: 'SPY', quantity: random() < 0.5 ? 10 : 0, because: 'a coin fell' })),
    ),
});
`;

const asked: Words = {
  pipelines: ['sma-cross'],
  source: [uri],
  param: ['symbols=SPY,AAPL', 'fast=5', 'slow=20'],
  set: ['broker.cash=10000'],
  rules: 'backtesting.py',
};

const row = 500;

describe('any change of the input gives another journal', () => {
  const changes: Readonly<Record<string, () => Words>> = {
    'a parameter': () => ({ ...asked, param: ['symbols=SPY,AAPL', 'fast=5', 'slow=21'] }),
    'a parameter, back at its default': () => ({ ...asked, param: ['symbols=SPY,AAPL', 'fast=5'] }),
    'a fee': () => ({ ...asked, set: [...(asked.set ?? []), 'broker.commissionBps=0.01'] }),
    'the spread': () => ({ ...asked, set: [...(asked.set ?? []), 'broker.spreadBps=0.01'] }),
    'the cash': () => ({ ...asked, set: ['broker.cash=10000.01'] }),
    'a limit that is never reached': () => ({
      ...asked,
      set: [...(asked.set ?? []), 'risk.maxOpenOrders=99'],
    }),
    'a multiplier': () => ({ ...asked, set: [...(asked.set ?? []), 'instruments.SPY.multiplier=2'] }),
    'the rule set': () => ({ ...asked, rules: 'realistic' }),
    'the seed': () => ({ ...asked, seed: 2 }),
    'the end of coverage': () => ({ ...asked, to: '2021-03-01' }),
    'the close of a bar': () => ({
      ...asked,
      source: [withRow('close.csv', { row, change: dearer('close') })],
    }),
    'the open of a bar': () => ({ ...asked, source: [withRow('open.csv', { row, change: dearer('open') })] }),
    'the high of a bar': () => ({ ...asked, source: [withRow('high.csv', { row, change: dearer('high') })] }),
    'a missing bar': () => ({
      ...asked,
      source: [uri.replace(file, folder.write('less.csv', lines.toSpliced(row, 1)))],
    }),
  };
  let before: Hashed;

  it('of a run that trades', async () => {
    before = await hashed(asked);
    expect(before.trades).toBeGreaterThan(20);
  });

  it.each(Object.keys(changes))('%s', async (name) => {
    const words = changes[name]?.() ?? asked;
    expect((await hashed(words)).journalHash).not.toBe(before.journalHash);
  });

  it.each(['a parameter', 'a fee', 'the spread', 'the rule set', 'the close of a bar'])(
    'and other decisions or fills: %s',
    async (name) => {
      const words = changes[name]?.() ?? asked;
      expect((await hashed(words)).decisionHash).not.toBe(before.decisionHash);
    },
  );

  it('and another fill: the open at which an order was filled', async () => {
    const { pipelines, ...options } = asked;
    const { trades } = await performed(pipelines[0] ?? '', options);
    const { symbol = '', entryAt = '' } = trades[10] ?? {};
    const filled = lines.findIndex((line) => line.startsWith(`${entryAt.slice(0, 10)},${symbol},`));
    const source = [withRow('filled.csv', { row: filled, change: dearer('open') })];
    const changed = await hashed({ ...asked, source });
    expect(changed.decisionHash).not.toBe(before.decisionHash);
    expect(changed.journalHash).not.toBe(before.journalHash);
  });

  it('but not another place or name of the file', async () => {
    const copy = uri.replace(file, folder.write('copy.csv', lines));
    expect(await hashed({ ...asked, source: [copy] })).toEqual(before);
  });

  it('and not a parameter said as it is by default, nor another order of words', async () => {
    const words = { ...asked, param: ['direction=long', 'slow=20', 'fast=5', 'symbols=SPY,AAPL'] };
    expect(await hashed(words)).toEqual(before);
  });
});

describe('a seed', () => {
  const words = (seed: number, pipeline: string): Words => ({
    ...asked,
    pipelines: [pipeline],
    param: pipeline === 'sma-cross' ? (asked.param ?? []) : [],
    seed,
  });
  const coin = folder.write('coin.ts', [COIN]);

  it('decides what a pipeline that asks for chance does, and gives the same again', async () => {
    const [first, again, other] = [
      await hashed(words(1, coin)),
      await hashed(words(1, coin)),
      await hashed(words(2, coin)),
    ];
    expect(first.trades).toBeGreaterThan(20);
    expect(again).toEqual(first);
    expect(other.decisionHash).not.toBe(first.decisionHash);
    expect(other.journalHash).not.toBe(first.journalHash);
  });

  it('leaves the decisions of all others alone', async () => {
    const [first, other] = [await hashed(words(1, 'sma-cross')), await hashed(words(2, 'sma-cross'))];
    expect(other.decisionHash).toBe(first.decisionHash);
  });
});
