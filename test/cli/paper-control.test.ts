import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { main, ran, root } from './ran.js';
import { said as saidHere } from './said.js';
import { scratch } from './scratch.js';

const { path } = scratch();
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

const started = async (): Promise<{ readonly end: (signal: NodeJS.Signals) => Promise<string> }> => {
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const child = spawn(process.execPath, [main, 'paper', ...words], {
    cwd: root,
    env: { ...env, MILLRACE_RUNS: runs },
  });
  let [out, told] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString();
  });
  child.stderr.on('data', (piece: Buffer) => {
    told += piece.toString();
  });
  const ended = once(child, 'close');
  const gone = ended.then(() => {
    throw new Error(`paper ended: ${told}`);
  });
  gone.catch(() => undefined);
  while (!told.includes('paper trading')) await Promise.race([once(child.stderr, 'data'), gone]);
  return {
    end: async (signal) => {
      child.kill(signal);
      await ended;
      return out;
    },
  };
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
  let paper: Awaited<ReturnType<typeof started>>;
  beforeAll(async () => {
    paper = await started();
  });
  afterAll(() => paper.end('SIGKILL'));

  it('does what it is told, says no to what it cannot, and remembers it after a kill -9', async () => {
    const why = ['--who', 'ana', '--why', 'prices'];
    expect(await said('kill', ...why)).toMatchObject({ code: 0 });
    expect(await said('flatten', ...why)).toMatchObject({ code: 0 });
    expect(await said('disable', 'sma-cross')).toMatchObject({ code: 0 });
    expect(await said('limits', 'set', 'maxOrderQuantity=7', ...why)).toMatchObject({ code: 0 });
    for (const no of [
      ['enable', 'q'],
      ['cancel', '9-9'],
      ['reconcile', 'SPY', '--accept', ...why],
    ]) {
      expect(await said(...no)).toMatchObject({ code: 5, stderr: expect.stringContaining('ENGINE_REFUSED') });
    }
    const before = await status();
    expect(before.brakes).toMatchObject([{ kind: 'kill', who: 'ana', why: 'prices' }]);
    expect(before.pipelines).toMatchObject([{ id: 'sma-cross', state: 'disabled' }]);

    await paper.end('SIGKILL');
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
    expect(await paper.end('SIGTERM')).toContain('recorded in');
    expect(existsSync(path('runs', 'paper-sma-cross', 'control.sock'))).toBe(false);
  });
});
