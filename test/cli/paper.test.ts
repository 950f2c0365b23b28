import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { hashing } from '../../src/journal/journal-hash.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { main, ran, root } from './ran.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();

/** Looks at every trade, and holds what its price says. */
const PIPELINE = `
import { definePipeline, target, trades } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
export const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({ symbols: z.array(z.string()).min(1) }),
  feeds: ({ symbols }) => ({ trade$: trades({ symbols }) }),
  flow: ({ trade$ }) =>
    trade$.pipe(
      map(({ symbol, price }) =>
        target({ symbol, quantity: Math.round(price * 100) % 5, because: 'price ' + price }),
      ),
    ),
});
`;

const SYMBOLS = Array.from({ length: 50 }, (_, index) => `S${String(index).padStart(2, '0')}`);
const BEGIN = Date.UTC(2024, 0, 2, 14, 30);
const ROUNDS = 60;

interface Row {
  readonly symbol: string;
  readonly at: number;
  readonly price: number;
}

/** Several symbols trade at each instant, in the declared order of such: by symbol. */
const ROWS: readonly Row[] = Array.from({ length: ROUNDS }, (_, round) =>
  SYMBOLS.filter((_symbol, index) => (index * 7 + round) % 3 > 0).map((symbol, index) => ({
    symbol,
    at: BEGIN + round * 1_000,
    price: 100 + ((index * 31 + round * 17) % 97) / 100,
  })),
).flat();

const LINES = ROWS.map((row) => `${JSON.stringify({ kind: 'trade', ...row, size: 1_000 })}\n`);
const STREAMS = `symbols=${SYMBOLS.join(',')}&kinds=trade`;
const tape = path('day.tape');
let words: readonly string[] = [];
let wanted = '';

const decisions = async (folder: string): Promise<string> => {
  const { add, digests } = hashing();
  for (const entry of await readJournal(join(folder, 'journal.jsonl'))) add(entry);
  return digests().decisionHash;
};

const paper = (out: string, source: string) => ['paper', ...words, '--out', out, '--source', source];

/** A run in a process of its own, that somebody may talk to and end. */
const begun = (out: string, source: string) => {
  const child = spawn(process.execPath, [main, ...paper(out, source)], { cwd: root });
  const told = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
    });
  }
  // A run that ends does not read what is still on its way to it.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ ...told, code, signal }));
  return { child, ended };
};

/** Resolves when so much of a run is on the disk. */
const recorded = async (out: string, bytes: number): Promise<void> => {
  const journal = join(out, 'journal.jsonl');
  while (!existsSync(journal) || statSync(journal).size < bytes) await pause(5);
};

beforeAll(async () => {
  const pipeline = write('restless.ts', PIPELINE);
  words = [pipeline, '--param', `symbols=${SYMBOLS.join(',')}`];
  const csv = SYMBOLS.map((symbol) => {
    const rows = ROWS.filter((row) => row.symbol === symbol).map(({ at, price }) => `${at},${price},1000`);
    return `file:${write(`${symbol}.csv`, `time,price,size\n${rows.join('\n')}\n`)}?symbol=${symbol}`;
  });
  expect(await ran(['ingest', ...csv, '--to', `tape:${tape}`])).toMatchObject({ code: 0 });
  const { stdout } = await ran(['backtest', ...words, '--source', `tape:${tape}`, '--json']);
  wanted = (JSON.parse(stdout) as { run: { decisionHash: string } }).run.decisionHash; // as its document says
});

describe('paper trading', () => {
  it('over standard input decides as the backtest of the same rows does', async () => {
    const out = path('stdin');
    const { child, ended } = begun(out, `lines:-?${STREAMS}&speed=step`);
    child.stdin.end(LINES.join(''));
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/gaps 0, late 0, let go 0/)]);
    expect(stdout).toMatch(/trades [1-9]\d*,/);
    expect(await decisions(out)).toBe(wanted);
  });

  it.each(['step', '100000'])('over a tape at speed %s decides as its backtest does', async (speed) => {
    const out = path(`tape-${speed}`);
    expect(await ran(paper(out, `tape:${tape}?speed=${speed}`))).toMatchObject({ code: 0 });
    expect(await decisions(out)).toBe(wanted);
  });

  it('goes on after kill -9 with the same words, and decides as if nothing had happened', async () => {
    const out = path('killed');
    // Five seconds at this speed, so that it is killed on its way, wherever that is.
    const source = `tape:${tape}?speed=12`;
    let killed = 0;
    for (const bytes of [30_000, 200_000]) {
      const { child, ended } = begun(out, source);
      await Promise.race([recorded(out, bytes), ended]);
      child.kill('SIGKILL');
      if ((await ended).signal === 'SIGKILL') killed += 1;
    }
    expect(killed).toBe(2);
    const { code, stderr } = await ran(paper(out, `tape:${tape}?speed=100000`));
    expect([code, stderr]).toEqual([0, expect.stringMatching(/taken up again after \d+ inputs/)]);
    expect(await decisions(out)).toBe(wanted);
  });

  it('goes on in a file of lines behind what it heard of it before', async () => {
    const out = path('killed-lines');
    const half = write('half.jsonl', LINES.slice(0, 700).join(''));
    expect(await ran(paper(out, `lines:${half}?${STREAMS}&speed=step`))).toMatchObject({ code: 0 });
    const whole = write('half.jsonl', LINES.join(''));
    expect(await ran(paper(out, `lines:${whole}?${STREAMS}&speed=step`))).toMatchObject({ code: 0 });
    expect(await decisions(out)).toBe(wanted);
  });

  it('hears a gap for every line that is no event, and ends in order at SIGTERM', async () => {
    const out = path('terminated');
    const { child, ended } = begun(out, `lines:-?${STREAMS}&speed=step`);
    child.stdin.write(`${LINES.slice(0, 60).join('')}junk\n{"kind":"trade","symbol":"NOBODY","price":1}\n`);
    await recorded(out, 5_000);
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ended at 2024-01-02T/);
    expect(stdout).toMatch(/gaps 2,/);
    expect(stdout).toMatch(/open (position|order): /);
  });

  it('told twice to end it ends at once, and knows when it is back what it had said was done', async () => {
    const out = path('twice');
    const { child, ended } = begun(out, `tape:${tape}?speed=1`);
    // In real time it is far from its end, however long a command takes to start.
    await recorded(out, 60_000);
    const said = await ran(['limits', 'set', 'maxOrderQuantity=100', '--run', out, '--why', 'careful']);
    expect(said).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^limits: done, input \d+/) as unknown,
    });
    // Two of one kind could come as one.
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    const again = await ran(paper(out, `tape:${tape}?speed=step`));
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('taken up again') as unknown });
    const entries = await readJournal(join(out, 'journal.jsonl'));
    const words = entries.flatMap(({ kind, body }) => (kind === 'operator' ? [body] : []));
    expect(words).toMatchObject([{ why: 'careful', command: { limits: { maxOrderQuantity: 100 } } }]);
    expect(await decisions(out)).toBe(wanted);
    expect((await ran(['verify', out])).stdout).toMatch(/^PASS/);
  }, 90_000);
});
