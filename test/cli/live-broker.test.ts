import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { readTruth } from '../brokers/outside/campaign/oracle.js';
import { readStrace, STRACE_WORDS } from './durability/read-strace.js';
import { sendingsIn, type Traced } from './durability/traced.js';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { RESTLESS } from './restless.js';
import { said } from './said.js';
import { scratch } from './scratch.js';
import type { Spawned } from './spawned.js';

const { path, write } = scratch();
const start = processes();
const [socket, log, out] = [path('venue.sock'), path('venue.log'), path('run')];

interface Status {
  readonly run: { readonly processId: number };
  readonly flow: { readonly fills: number };
  readonly brakes: readonly { readonly kind: string; readonly symbol: string | null; readonly why: string }[];
  readonly outside: {
    readonly broker: string;
    readonly differences: readonly { readonly symbol: string; readonly isDrift: boolean }[];
    readonly fates: Readonly<Record<string, string>>;
  };
}

// As the command's document says.
const status = async (): Promise<Status> =>
  JSON.parse((await said(['status', '--run', out, '--json'])).stdout) as Status;

/** Looks until something is so; the test's own time is the bound. */
const until = async (isSo: (now: Status) => boolean): Promise<Status> => {
  for (;;) {
    const now = await status();
    if (isSo(now)) return now;
    await pause(50);
  }
};

const truth = () => readTruth(readFileSync(log, 'utf8').trim().split('\n'));

const STRACE = spawnSync('strace', ['-f', '-e', 'trace=fdatasync', '--seccomp-bpf', 'true']).status === 0;

const live = (pipeline: string): readonly string[] => [
  ...['live', pipeline, '--param', 'symbols=AAA', '--out', out, '--json'],
  ...['--source', 'lines:-?symbols=AAA&kinds=trade', '--broker', `scripted:${socket}`],
  ...['absentGraceMs=300', 'snapshotMs=200', 'unsettledSnapshotMs=100'].flatMap((one) => [
    '--set',
    `outside.${one}`,
  ]),
  ...[
    'maxOrderNotional=1e6',
    'maxGrossNotional=1e6',
    'maxOrdersPerMinute=10000',
    'maxDailyLossPct=90',
  ].flatMap((one) => ['--set', `risk.${one}`]),
];

/** Says prices to an engine, each unlike the one before, until something is so. */
const trading = async ({ child }: Spawned, isSo: (now: Status) => boolean): Promise<Status> => {
  let cents = 10_000;
  return until((now) => {
    cents += 1;
    child.stdin.write(`${JSON.stringify({ kind: 'trade', symbol: 'AAA', price: cents / 100, size: 10 })}\n`);
    return isSo(now);
  });
};

describe('live trading with a broker in another process', () => {
  it('shows what drifts, outlives kill -9, obeys a person, and sends nothing that is not on the disk', async () => {
    const market = write('market.csv', 'time,price,size\n2024-01-02T14:30:00Z,100,10\n');
    const pipeline = write('restless.ts', RESTLESS);
    const venue = start(
      millrace([
        ...['scripted-broker', socket, '--source', `file:${market}?symbol=AAA`, '--log', log],
        ...['--faults', 'partial-fills,late-fees,foreign-trades', '--seed', '5'],
      ]),
    );
    await venue.says('scripted broker at');
    const first = start(millrace(live(pipeline)));
    await first.says('live trading');
    await trading(first, ({ flow }) => flow.fills >= 3);
    // The next price of a symbol that has traded brings somebody else's trade on the account.
    connect(socket).end('PX|AAA|101\n');
    const isDrift = ({ brakes, outside }: Status): boolean =>
      brakes.some(({ kind, symbol }) => kind === 'unknown' && symbol === 'AAA') &&
      outside.differences.some((one) => one.isDrift);
    const drifting = await until(isDrift);
    expect(drifting.outside.broker).toBe(`scripted:${socket}`);
    expect((await said(['status', '--run', out])).stdout).toMatch(
      /NO NEW RISK in AAA .*\n[^]*differs {2}AAA: /,
    );
    first.child.kill('SIGKILL');
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });

    const trace = { hook: path('hook.jsonl'), strace: path('strace.txt') };
    const hook = join(import.meta.dirname, 'durability/trace-hook.mjs');
    const [node = '', ...words] = millrace(live(pipeline));
    const second = start(
      [...(STRACE ? ['strace', '-o', trace.strace, ...STRACE_WORDS] : []), node, '--import', hook, ...words],
      { MILLRACE_TRACE_TO: trace.hook, UV_USE_IO_URING: '0' },
    );
    await second.says('taken up again');
    await until(isDrift);
    const reconcile = [
      'reconcile',
      'AAA',
      '--accept',
      '--who',
      'ana',
      '--why',
      'seen on its screen',
      '--run',
      out,
    ];
    await until(({ brakes, outside }) => brakes.length === 1 && Object.keys(outside.fates).length === 0);
    // It is refused as long as no snapshot came since the last fill.
    while ((await said(reconcile)).code !== 0) await pause(50);
    await until(({ brakes }) => brakes.length === 0);
    const before = truth().arrived.size;
    await trading(second, () => truth().arrived.size >= before + 8);
    const last = await until(({ outside }) => Object.keys(outside.fates).length === 0);
    expect(last.outside.differences).toEqual([]);
    process.kill(last.run.processId, 'SIGTERM');
    const { code, stdout } = await second.ended;
    venue.child.kill('SIGTERM');
    expect({ code, venue: (await venue.ended).code, there: existsSync(socket) }).toEqual({
      code: 0,
      venue: 0,
      there: false,
    });

    // What the broker itself wrote down, in its own words.
    const { arrived, units, foreign, faults } = truth();
    expect([...faults.keys()].sort()).toEqual(['foreign-trades', 'late-fees', 'partial-fills']);
    expect([...arrived.values()].filter((times) => times !== 1)).toEqual([]);
    const { positions } = JSON.parse(stdout) as { positions: readonly { quantity: number }[] };
    const held = (units.get('AAA') ?? 0) + (foreign.get('AAA') ?? 0);
    expect(positions.map(({ quantity }) => quantity)).toEqual(held === 0 ? [] : [held]);
    expect(await ran(['verify', out])).toMatchObject({ code: 0, stdout: expect.stringContaining('PASS') });

    const seen = { hook: readHook(trace.hook), ...(STRACE ? { strace: readStraceFile(trace.strace) } : {}) };
    for (const [by, events] of Object.entries(seen)) {
      const sendings = sendingsIn(events);
      expect({ by, late: sendings.filter(({ durable }) => !durable) }).toEqual({ by, late: [] });
      expect(new Set(sendings.map(({ name }) => name)).size).toBeGreaterThanOrEqual(8);
    }
    process.stderr.write(`durability was traced by ${Object.keys(seen).join(' and ')}\n`);
  });
});

const readHook = (file: string): readonly Traced[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Traced); // as trace-hook.mjs writes it

const readStraceFile = (file: string): readonly Traced[] => readStrace(readFileSync(file, 'utf8'));
