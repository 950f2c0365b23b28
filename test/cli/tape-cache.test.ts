import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cacheIn } from '../cache-in.js';
import { killedAfter, ran } from './ran.js';
import { type Said, said } from './said.js';
import { scratch } from './scratch.js';

const place = scratch();
const folder = place.path('cache');
const env = { MILLRACE_CACHE: folder };
const names = (): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
const tapes = (): readonly string[] => names().filter((name) => name.endsWith('.tape'));

/** Trades of one symbol, more than the 5 MB from which on a tape is made. */
const ROWS = 220_000;
const BEGUN = Date.UTC(2024, 0, 2);
const lines = Array.from({ length: ROWS }, (_, index) => {
  const price = 100 + Math.round(1_000 * Math.sin(index / 2_000)) / 100;
  return `${BEGUN + index * 700},${price.toFixed(2)},${1 + (index % 900)}`;
});
const text = (rows: readonly string[]): string => `time,price,size\n${rows.join('\n')}\n`;
const file = place.write('trades.csv', text(lines));

interface Run {
  readonly journalHash: string;
  readonly events: number;
}

const words = (path: string, ...more: readonly string[]): readonly string[] => [
  ...['backtest', 'sma-cross', '--source', `file:${path}?symbol=A`, '--param', 'symbols=A'],
  ...['--param', 'every=1m', '--json', ...more],
];

cacheIn(folder);

const run = async (path: string, ...more: readonly string[]): Promise<Run> =>
  runOf(await said(words(path, ...more)));

const runOf = ({ stdout, stderr, code }: Said): Run => {
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  const document = JSON.parse(stdout) as { run: Run; trades: readonly unknown[] }; // as --json is documented
  expect(document.trades.length).toBeGreaterThan(10);
  expect(stderr).toBe('');
  return document.run;
};

describe('a backtest straight from a large file', () => {
  let plain: Run;

  it('keeps no tape with --no-cache', async () => {
    plain = await run(file, '--no-cache');
    expect(plain.events).toBe(ROWS);
    expect(names()).toEqual([]);
  });

  it('leaves a whole tape or none when it is killed, and nothing that has to be cleared away', async () => {
    for (const afterMs of [400, 700, 1_000, 1_400]) {
      await killedAfter(afterMs, words(file), env);
      for (const name of tapes()) {
        expect(await said(['tapes', 'verify', place.path('cache', name)])).toMatchObject({ code: 0 });
      }
    }
    expect((await run(file)).journalHash).toBe(plain.journalHash);
    expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
    expect(tapes()).toHaveLength(1);
  });

  it('has the same journal from its tape, over a part of it too', async () => {
    expect((await run(file)).journalHash).toBe(plain.journalHash);
    const range = ['--from', '2024-01-02T12:00:00Z', '--to', '2024-01-03T06:00:00Z'];
    const [part, whole] = [await run(file, ...range), await run(file, ...range, '--no-cache')];
    expect(part.journalHash).toBe(whole.journalHash);
    expect(part.journalHash).not.toBe(plain.journalHash);
    expect(tapes()).toHaveLength(1);
  });

  it('makes one tape where two run at once', async () => {
    expect(await said(['tapes', 'rm', '--cache'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('removed 1 tapes'),
    });
    expect(names()).toEqual([]);
    const both = await Promise.all([ran(words(file), { env }), ran(words(file), { env })]);
    expect(both.map(runOf).map(({ journalHash }) => journalHash)).toEqual([
      plain.journalHash,
      plain.journalHash,
    ]);
    expect(tapes()).toHaveLength(1);
  });

  it('reads what stands in the file now', async () => {
    writeFileSync(file, text(lines.slice(0, -1_000)));
    expect((await run(file)).events).toBe(ROWS - 1_000);
    expect(tapes()).toHaveLength(2);
    const { stdout } = await said(['tapes', 'list', '--cache']);
    expect(stdout.match(/rows of 1 streams/g)).toHaveLength(2);
    expect(stdout).toContain(file);
    expect(stdout).toMatch(/holds \d+ bytes of at most \d+/);
  });

  it('says how the limit of the cache is written', async () => {
    expect(await ran(words(file), { env: { ...env, MILLRACE_CACHE_MB: 'much' } })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("MILLRACE_CACHE_MB is 'much'"),
    });
  });
});
