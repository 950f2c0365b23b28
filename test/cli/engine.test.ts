import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fakeEngine } from '../control/fake-engine.js';
import { engineProcesses } from './engine-process.js';
import { ran } from './ran.js';
import { said as saidHere } from './said.js';
import { scratch } from './scratch.js';

const { path } = scratch();
const start = engineProcesses();

const AT = Date.UTC(2026, 0, 5, 15, 0);
const order = {
  id: '1-3',
  key: 'target:SPY',
  pipeline: 'p',
  symbol: 'SPY',
  side: 'buy',
  quantity: 10,
  fraction: null,
  type: 'limit',
  limitPrice: 401.25,
  stopPrice: null,
  timeInForce: 'gtc',
  expiresAt: null,
  parent: null,
  oco: null,
  role: 'target',
  lot: null,
  reduceOnly: false,
  outsideRth: false,
  because: 'crossed \u001b[2J up',
  at: AT,
} as const;

const held = { symbol: 'SPY', quantity: 5, averagePrice: 400, markPrice: 402, unrealised: 10, realised: -3 };
const view = {
  ...fakeEngine().view(),
  gaps: [{ symbol: '', since: AT, detail: 'silent' }],
  closed: [{ exchange: 'XNYS', symbols: ['SPY'], until: AT }],
  orders: [{ order, state: 'working', filled: 2, changes: [] }],
  positions: [
    { ...held, pipeline: null },
    { ...held, pipeline: 'p' },
  ],
  reasons: [
    {
      v: 1,
      serial: 9,
      at: AT,
      kind: 'refusal',
      causes: [],
      pipeline: 'p',
      account: 'a',
      symbol: 'SPY',
      body: { code: 'POSITION_FLAT', facts: { symbol: 'S\u001b[2JPY' } },
    },
  ],
} as const;

const why = ['--why', 'fat finger'];

/** Where runs are kept: an engine there is found without being named. */
const MILLRACE_RUNS = path('runs');
const said = (...words: readonly string[]) => {
  process.env.MILLRACE_RUNS = MILLRACE_RUNS;
  return saidHere(words);
};

/** What the engine was told last, which it shows as its run's id. */
const told = async (): Promise<unknown> => {
  const { stdout } = await said('status', '--json');
  const { run } = JSON.parse(stdout) as { run: { id: string } }; // as the command's document says
  return JSON.parse(run.id);
};

describe('commands to a running engine', () => {
  let end: (signal: NodeJS.Signals) => Promise<void> = () => Promise.resolve();
  beforeAll(async () => {
    end = await start(path('runs', 'one'), view);
  });

  it('show how it stands', async () => {
    const status = await said('status');
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toContain('2026-01-05 15:00:00Z');
    expect(status.stdout).toContain('nothing is held in S [2JPY');
    expect(status.stdout).not.toContain('\u001b');
    expect((await said('orders')).stdout).toMatch(/1-3 +p +SPY +buy +limit +10 +2 +401\.25 +– +working/);
    expect((await said('positions')).stdout).toMatch(
      /p +SPY +5 +400 +402 +10\.00 +-3\.00\n\(account\) +SPY +5 +400 +402 +10\.00 +-3\.00\n$/,
    );
    expect((await said('fills')).stdout).toBe('no fill yet\n');
    const orders: unknown = JSON.parse((await said('orders', '--json')).stdout);
    expect(orders).toMatchObject([{ id: '1-3', at: '2026-01-05T15:00:00.000Z', filled: 2 }]);
    expect(status.stdout).toContain('NOT HEARD since 2026-01-05 15:00:00Z: the whole feed: silent');
    expect(JSON.parse((await said('status', '--json')).stdout)).toMatchObject({
      gaps: [{ symbol: '', since: '2026-01-05T15:00:00.000Z', detail: 'silent' }],
      closed: [{ exchange: 'XNYS', symbols: ['SPY'], until: '2026-01-05T15:00:00.000Z' }],
      reasons: [{ code: 'POSITION_FLAT', kind: 'refusal', serial: 9 }],
    });
  });

  it('print one screen of watch where nobody looks at a terminal', async () => {
    const watched = await ran(['watch'], { env: { MILLRACE_RUNS } });
    expect(watched).toMatchObject({ code: 0, stderr: '' });
    expect(watched.stdout).toContain('(account)');
    expect(watched.stdout).toContain('1-3');
    expect(watched.stdout).not.toContain('\u001b');
  });

  it.each([
    [['pause'], { kind: 'pause' }],
    [['resume'], { kind: 'resume' }],
    [['cancel', '1-3'], { kind: 'cancel', order: '1-3' }],
    [['cancel', '--all'], { kind: 'cancel', order: null }],
    [['flatten', ...why], { kind: 'flatten', symbol: null }],
    [['flatten', 'SPY', ...why], { kind: 'flatten', symbol: 'SPY' }],
    [['unlatch', ...why], { kind: 'unlatch' }],
    [['reconcile', 'SPY', '--accept', ...why], { kind: 'reconcile', symbol: 'SPY', pipeline: null }],
    [['disable', 'p'], { kind: 'disable', pipeline: 'p' }],
    [
      ['limits', 'set', 'maxOrderQuantity=7', 'risk.symbols=A,B', ...why],
      { kind: 'limits', limits: { maxOrderQuantity: 7, symbols: ['A', 'B'] } },
    ],
  ])('tell it %j', async (words, command) => {
    const done = await said(...words, '--json');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(done.stdout)).toMatchObject({ command, done: true, outcome: null });
    const by = { who: userInfo().username, why: words.includes('--why') ? 'fat finger' : 'no reason given' };
    expect(await told()).toEqual([command, by]);
  });

  it('tell it a kill, twice, and say what it did to the engine', async () => {
    for (const who of ['ana', 'ben']) {
      const killed = await said('kill', '--who', who, ...why);
      expect(killed).toMatchObject({ code: 0, stderr: '' });
      expect(killed.stdout).toContain(`NO NEW RISK since 2026-01-05 15:00:00Z: kill by ${who}: fat finger`);
    }
  });

  it('show the limits as they were set', async () => {
    await said('limits', 'set', 'maxOrderQuantity=8', ...why);
    expect((await said('limits', 'show')).stdout).toContain('maxOrderQuantity=8\n');
    expect(JSON.parse((await said('limits', 'show', '--json')).stdout)).toMatchObject({
      maxOrderQuantity: 8,
    });
  });

  it('end with 5 where the engine did not do it, also with --json', async () => {
    const refused = { code: 5, stderr: expect.stringContaining('ENGINE_REFUSED') };
    expect(await said('enable', 'q')).toMatchObject(refused);
    const document = await ran(['enable', 'q', '--json'], { env: { MILLRACE_RUNS } });
    expect(document).toMatchObject(refused);
    expect(JSON.parse(document.stdout)).toMatchObject({
      done: false,
      outcome: { code: 'KEY_UNKNOWN', message: 'no order of this pipeline has key q' },
    });
  });

  it.each([
    [['kill'], 2, '--why'],
    [['kill', '--why', ' '], 2, 'why'],
    [['flatten'], 2, '--why'],
    [['cancel'], 2, '--all'],
    [['cancel', '1-3', '--all'], 2, '--all'],
    [['reconcile', 'SPY', ...why], 2, '--accept'],
    [['limits', 'set', 'maxOrderQuantiti=1', ...why], 3, 'did you mean risk.maxOrderQuantity?'],
    [['limits', 'set', 'maxOrderQuantity=-1', ...why], 3, 'maxOrderQuantity'],
    [['limits', 'set', 'maxOrderQuantity=many', ...why], 3, 'must be a number'],
    [['limits', 'set', 'maxOrderQuantity', ...why], 2, 'name=value'],
    [['status', '--run', '/nowhere'], 2, 'ENGINE_NOT_RUNNING'],
  ])('refuse %j', async (words, code, text) => {
    expect(await said(...words)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(text) });
  });

  it('ask which one where several run, and say so where none does', async () => {
    const second = await start(path('runs', 'two'), view);
    const asked = await said('status');
    expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('ENGINES_SEVERAL') });
    for (const name of ['one', 'two']) expect(asked.stderr).toContain(path('runs', name));
    expect(await said('status', '--run', path('runs', 'two'))).toMatchObject({ code: 0 });
    // One that was killed leaves its socket behind, and others their files.
    await second('SIGKILL');
    writeFileSync(path('runs', 'notes.txt'), '');
    expect(await said('status')).toMatchObject({ code: 0 });
    await end('SIGTERM');
    expect(await said('status')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENGINE_NOT_RUNNING'),
    });
  });
});
