import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { processes } from './processes.js';
import { millrace, ran } from './ran.js';
import { said as saidHere } from './said.js';
import { scratch } from './scratch.js';
import type { Spawned } from './spawned.js';

const { path } = scratch();
const start = processes();
const runs = path('runs');

/** A year of days in about two minutes: there is time to talk, and it decides now and then. */
const SOURCE = 'file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total&speed=250000';
const words = [
  'sma-cross',
  '--source',
  SOURCE,
  '--param',
  'symbols=SPY',
  '--param',
  'fast=2',
  '--param',
  'slow=4',
];

const started = async (): Promise<Spawned> => {
  const paper = start(millrace(['paper', ...words]), { MILLRACE_RUNS: runs });
  await paper.says('paper trading');
  return paper;
};

const said = (...told: readonly string[]) => {
  process.env.MILLRACE_RUNS = runs;
  return saidHere(told);
};

interface Status {
  readonly flow: { readonly inputs: number };
  readonly brakes: readonly { readonly kind: string; readonly who: string; readonly why: string }[];
  readonly pipelines: readonly { readonly id: string; readonly state: string }[];
}

// As the command's document says.
const status = async (): Promise<Status> => JSON.parse((await said('status', '--json')).stdout) as Status;

describe('a paper run that is talked to', () => {
  let paper: Spawned;
  beforeAll(async () => {
    paper = await started();
  });

  it('does what it is told, says no to what it cannot, and remembers it after a kill -9', async () => {
    const why = ['--who', 'ana', '--why', 'prices'];
    expect(await said('kill', ...why)).toMatchObject({ code: 0 });
    expect(await said('flatten', ...why)).toMatchObject({ code: 0 });
    expect(await said('disable', 'sma-cross')).toMatchObject({ code: 0 });
    expect(await said('limits', 'set', 'maxOrderQuantity=7', ...why)).toMatchObject({ code: 0 });
    // Each names the command that shows what it asked for and is not there.
    for (const [shows, ...no] of [
      ['status', 'enable', 'q'],
      ['orders', 'cancel', '9-9'],
      ['positions', 'reconcile', 'SPY', '--accept', ...why],
    ]) {
      const refused = new RegExp(`ENGINE_REFUSED: .*\\. See millrace ${shows ?? ''}\\.$`, 'm');
      expect(await said(...no)).toMatchObject({ code: 5, stderr: expect.stringMatching(refused) });
    }
    const before = await status();
    expect(before.brakes).toMatchObject([{ kind: 'kill', who: 'ana', why: 'prices' }]);
    expect(before.pipelines).toMatchObject([{ id: 'sma-cross', state: 'disabled' }]);

    paper.child.kill('SIGKILL');
    await paper.ended;
    expect(existsSync(path('runs', 'paper-sma-cross', 'control.sock'))).toBe(true);
    expect(await said('status')).toMatchObject({ code: 2 });
    paper = await started();
    const after = await status();
    expect(after.brakes).toEqual(before.brakes);
    expect(after.pipelines).toMatchObject([{ state: 'disabled' }]);
    expect(after.flow.inputs).toBeGreaterThanOrEqual(before.flow.inputs);
    expect((await said('limits', 'show')).stdout).toContain('maxOrderQuantity=7\n');
    expect(await said('unlatch', ...why)).toMatchObject({ code: 0 });
    expect((await status()).brakes).toEqual([]);
  });

  it('cannot be started a second time, and takes its socket away when it ends in order', async () => {
    const second = await ran(['paper', ...words], { env: { MILLRACE_RUNS: runs } });
    expect(second.code).not.toBe(0);
    expect(await said('status')).toMatchObject({ code: 0 });
    paper.child.kill('SIGTERM');
    expect((await paper.ended).stdout).toContain('recorded in');
    expect(existsSync(path('runs', 'paper-sma-cross', 'control.sock'))).toBe(false);
  });
});
