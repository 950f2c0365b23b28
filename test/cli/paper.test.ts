import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Stamped } from '../../src/domain/input.js';
import { readJournal } from '../../src/journal/read-journal.js';
import { decisionsOf } from './decisions-of.js';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { RESTLESS } from './restless.js';
import { scratch } from './scratch.js';
import type { Spawned } from './spawned.js';
import { untilRecorded } from './until-recorded.js';

const { path, write } = scratch();
const start = processes();

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

const paper = (out: string, source: string) => ['paper', ...words, '--out', out, '--source', source];

const started = (out: string, source: string): Spawned => start(millrace(paper(out, source)));

const isGap = ({ input }: Stamped): boolean =>
  input.kind === 'market' && input.event.kind === 'status' && input.event.state === 'gap';

beforeAll(async () => {
  const pipeline = write('restless.ts', RESTLESS);
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
    const run = started(out, `lines:-?${STREAMS}&speed=step`);
    run.child.stdin.end(LINES.join(''));
    const { code, stdout } = await run.ended;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/gaps 0, late 0, let go 0/)]);
    expect(stdout).toMatch(/trades [1-9]\d*,/);
    expect(await decisionsOf(out)).toBe(wanted);
  });

  it.each(['step', '100000'])('over a tape at speed %s decides as its backtest does', async (speed) => {
    const out = path(`tape-${speed}`);
    expect(await ran(paper(out, `tape:${tape}?speed=${speed}`))).toMatchObject({ code: 0 });
    expect(await decisionsOf(out)).toBe(wanted);
  });

  it('goes on after kill -9 with the same words, and decides as if nothing had happened', async () => {
    const out = path('killed');
    // Ten seconds at this speed, so that it is killed on its way, wherever that is.
    const source = `tape:${tape}?speed=6`;
    let killed = 0;
    for (const inputs of [100, 400]) {
      const run = started(out, source);
      await untilRecorded(run, out, ({ length }) => length >= inputs);
      run.child.kill('SIGKILL');
      if ((await run.ended).signal === 'SIGKILL') killed += 1;
    }
    expect(killed).toBe(2);
    const { code, stderr } = await ran(paper(out, `tape:${tape}?speed=100000`));
    expect([code, stderr]).toEqual([0, expect.stringMatching(/taken up again after \d+ inputs/)]);
    expect(await decisionsOf(out)).toBe(wanted);
  });

  it('goes on in a file of lines behind what it heard of it before', async () => {
    const out = path('killed-lines');
    const half = write('half.jsonl', LINES.slice(0, 700).join(''));
    expect(await ran(paper(out, `lines:${half}?${STREAMS}&speed=step`))).toMatchObject({ code: 0 });
    const whole = write('half.jsonl', LINES.join(''));
    expect(await ran(paper(out, `lines:${whole}?${STREAMS}&speed=step`))).toMatchObject({ code: 0 });
    expect(await decisionsOf(out)).toBe(wanted);
  });

  it('hears a gap for every line that is no event, and ends in order at SIGTERM', async () => {
    const out = path('terminated');
    const run = started(out, `lines:-?${STREAMS}&speed=step`);
    run.child.stdin.write(
      `${LINES.slice(0, 60).join('')}junk\n{"kind":"trade","symbol":"NOBODY","price":1}\n`,
    );
    await untilRecorded(run, out, (inputs) => inputs.filter(isGap).length === 2);
    run.child.kill('SIGTERM');
    const { code, stdout } = await run.ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ended at 2024-01-02T/);
    expect(stdout).toMatch(/gaps 2,/);
    expect(stdout).toMatch(/open (position|order): /);
  });

  it('told twice to end it ends at once, and knows when it is back what it had said was done', async () => {
    const out = path('twice');
    const run = started(out, `tape:${tape}?speed=1`);
    // In real time it is far from its end, however long a command takes to start.
    await untilRecorded(run, out, ({ length }) => length >= 60);
    const said = await ran(['limits', 'set', 'maxOrderQuantity=100', '--run', out, '--why', 'careful']);
    expect(said).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^limits: done, input \d+/) as unknown,
    });
    // Two of one kind could come as one.
    run.child.kill('SIGTERM');
    run.child.kill('SIGINT');
    expect(await run.ended).toMatchObject({ code: 130, stdout: '' });
    const again = await ran(paper(out, `tape:${tape}?speed=step`));
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('taken up again') as unknown });
    const entries = await readJournal(join(out, 'journal.jsonl'));
    const words = entries.flatMap(({ kind, body }) => (kind === 'operator' ? [body] : []));
    expect(words).toMatchObject([{ why: 'careful', command: { limits: { maxOrderQuantity: 100 } } }]);
    expect(await decisionsOf(out)).toBe(wanted);
    expect((await ran(['verify', out])).stdout).toMatch(/^PASS/);
  }, 90_000);
});
