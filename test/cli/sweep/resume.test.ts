import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { dailyBars } from '../daily-bars.js';
import { ran } from '../ran.js';
import { said } from '../said.js';
import { scratch } from '../scratch.js';
import { timeless } from './timeless.js';

const { path, write, names } = scratch();
const csv = write('x.csv', dailyBars(400));

/** Says on stderr which set it begins, so that a test knows where the sweep is. */
const telling = (because: string): string => `
import { bars, definePipeline, target } from 'millrace';
import { map, tap, defer } from 'rxjs';
import { z } from 'zod';
import { limit } from './limit.js';
export const telling = definePipeline({
  name: 'telling',
  params: z.strictObject({ size: z.number() }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }, { params: { size } }) => defer(() => {
    process.stderr.write('[set ' + size + ']\\n');
    return bar$.pipe(map(({ symbol, close }) =>
      target({ symbol, quantity: close > limit ? size : 0, because: '${because}' })));
  }),
});
`;
const pipeline = write('telling.ts', telling('so'));
const helper = write('limit.ts', 'export const limit = 105;\n');

const words = (...more: readonly string[]): readonly string[] => [
  'sweep',
  pipeline,
  ...['--source', `file:${csv}?symbol=X&every=1d`, '--param', 'size=1..12/1', '--json', '--workers', '1'],
  ...more,
];
const out = (name: string): readonly string[] => ['--out', path(name)];
const ledger = (name: string): string => join(path(name), 'sweep.jsonl');
const linesIn = (name: string): readonly string[] => readFileSync(ledger(name), 'utf8').split('\n');
const begun = (stderr: string): number => stderr.match(/\[set \d+\]/g)?.length ?? 0;

describe('a sweep that was interrupted', () => {
  let whole: string;
  beforeAll(async () => {
    const { stdout, code } = await ran(words());
    expect(code).toBe(0);
    whole = timeless(stdout);
  });

  it('goes on after kill -9, and says what an uninterrupted one says', async () => {
    const killed = await ran(words(...out('killed')), {
      onStderr: (text, kill) => {
        if (text.includes('[set 5]')) kill('SIGKILL');
      },
    });
    expect(killed).toMatchObject({ code: 255, stdout: '' });
    const finished = linesIn('killed').length - 2;
    expect(finished).toBeGreaterThanOrEqual(3);
    const { stdout, stderr, code } = await ran(words(...out('killed')));
    expect(code).toBe(0);
    expect(timeless(stdout)).toBe(whole);
    expect(begun(stderr)).toBe(12 - finished);
  });

  it('is refused while another one is at work in its folder', async () => {
    let second: ReturnType<typeof ran> | undefined;
    const first = await ran(words(...out('shared')), {
      onStderr: (text, kill) => {
        if (!text.includes('[set 2]')) return;
        // It stands still until the other one has found it there.
        kill('SIGSTOP');
        second = ran(words(...out('shared'))).finally(() => kill('SIGCONT'));
      },
    });
    expect(await second).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/SWEEP_RUNNING: a sweep is at work in .*shared already, process \d+\./),
    });
    expect(timeless(first.stdout)).toBe(whole);
    expect(names().filter((name) => name.startsWith('shared/'))).toEqual(['shared/sweep.jsonl']);
  });

  it('ends in order at Ctrl-C, says how to go on, and goes on', async () => {
    const ended = await ran(words(...out('ended')), {
      onStderr: (text, kill) => {
        if (text.includes('[set 4]')) kill('SIGINT');
      },
    });
    expect(ended).toMatchObject({ code: 130, stdout: '' });
    expect(ended.stderr).toMatch(
      /SWEEP_INTERRUPTED: interrupted after \d+ of 12 sets\. The same command goes on from there\.\n$/,
    );
    const { stdout, stderr } = await ran(words(...out('ended')));
    expect(timeless(stdout)).toBe(whole);
    expect(begun(stderr)).toBeLessThan(12);
  });

  it('says where nothing is kept how it could have been', async () => {
    const { stderr, code } = await ran(words(), {
      onStderr: (text, kill) => {
        if (text.includes('[set 2]')) kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stderr).toContain('With --out DIR it can go on.');
  });

  it('does again what a torn last line was about, and nothing twice', async () => {
    await ran(words(...out('torn')));
    const lines = linesIn('torn');
    writeFileSync(ledger('torn'), lines.slice(0, 6).join('\n') + `\n${(lines[6] ?? '').slice(0, 40)}`);
    const again = await ran(words(...out('torn')));
    expect(timeless(again.stdout)).toBe(whole);
    expect(begun(again.stderr)).toBe(12 - 5);
    expect(linesIn('torn')).toEqual(lines);
    expect(begun((await ran(words(...out('torn'), '--rank', 'sqn', '--workers', '2'))).stderr)).toBe(0);
  });

  it('ends where the pipeline is changed meanwhile, and keeps nothing of what it cannot tell apart', async () => {
    const { stderr, code } = await ran(words(...out('edited')), {
      onStderr: (text) => {
        if (text.includes('[set 3]')) writeFileSync(helper, 'export const limit = 104;\n');
      },
    });
    writeFileSync(helper, 'export const limit = 105;\n');
    expect(code).toBe(4);
    expect(stderr).toContain('FILE_CHANGED: ');
    expect(timeless((await ran(words(...out('edited')))).stdout)).toBe(whole);
  });

  it('refuses to mix sweeps, and names the difference', async () => {
    await ran(words(...out('mixed')));
    const before = readFileSync(ledger('mixed'), 'utf8');
    const refusal = async (...more: readonly string[]): Promise<string> => {
      const { stderr, code } = await said(words(...out('mixed'), ...more));
      expect(code).toBe(2);
      return stderr;
    };
    expect(await refusal('--seed', '2')).toContain('of another sweep: seed was 1 and is 2.');
    expect(await refusal('--set', 'broker.cash=5')).toContain('config.broker.cash was 100000 and is 5.');
    expect(await refusal('--where', 'size > 2')).toContain('where was null and is "size > 2".');
    appendFileSync(helper, '// another day\n');
    expect(await refusal()).toContain('code was "');
    writeFileSync(helper, 'export const limit = 105;\n');
    writeFileSync(pipeline, telling('because'));
    expect(await refusal()).toContain('code was "');
    writeFileSync(pipeline, telling('so'));
    writeFileSync(csv, dailyBars(401));
    expect(await refusal()).toContain('tape was "');
    writeFileSync(csv, dailyBars(400));
    expect(readFileSync(ledger('mixed'), 'utf8')).toBe(before);
  });
});
