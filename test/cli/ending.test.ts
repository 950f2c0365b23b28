import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { describeNeeding } from '../describe-needing.js';
import { dailyBars } from './daily-bars.js';
import { main, ran } from './ran.js';
import { scratch } from './scratch.js';

const { path, write, names } = scratch();
const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d`;
const crossing = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X'];

/** Says on stderr when 20,000 bars have passed, so that a test knows the run is in the middle. */
const TELLING = `
import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
let n = 0;
export const telling = definePipeline({
  name: 'telling',
  params: z.strictObject({}),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1m' }) }),
  flow: ({ bar$ }) => bar$.pipe(map(({ symbol }) => {
    n += 1;
    if (n === 20_000) console.error('in the middle');
    return target({ symbol, quantity: Math.floor(n / 1000) % 2, because: 'a thousand bars' });
  })),
});
`;

const MINUTES = 300_000;

const minuteBars = (): string => {
  const rows = Array.from({ length: MINUTES }, (_, index) => {
    const close = 100 + (index % 50);
    return `${1_500_000_000_000 + index * 60_000},${close},${close + 1},${close - 1},${close},1000`;
  });
  return `time,open,high,low,close,volume\n${rows.join('\n')}\n`;
};

describe('Ctrl-C in the middle', () => {
  let words: readonly string[];
  beforeAll(() => {
    const long = `file:${write('long.csv', minuteBars())}?symbol=X&every=1m`;
    words = ['backtest', write('telling.ts', TELLING), '--source', long, '--json'];
  });

  it('ends cleanly with what was done so far', async () => {
    const { stdout, stderr, code } = await ran([...words, '--out', path('ended')], {
      onStderr: (text, kill) => {
        if (text.includes('in the middle')) kill('SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /millrace: INTERRUPTED: interrupted at 20\S+Z\. What was done so far is kept\.\n$/,
    );
    const { run, statistics, trades } = JSON.parse(stdout) as RunDocument;
    expect(run.events).toBeGreaterThanOrEqual(20_000);
    expect(run.events).toBeLessThan(MINUTES);
    expect(Date.parse(run.endAt ?? '')).toBe(1_500_000_000_000 + run.events * 60_000);
    expect(trades.length).toBeGreaterThanOrEqual(9);
    expect(names().filter((name) => name.startsWith('ended/'))).toHaveLength(7);
    expect(names().filter((name) => name.startsWith('.'))).toEqual([]);
    const lines = readFileSync(path('ended', 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    const [end, close] = lines.slice(-2).map((line): unknown => JSON.parse(line));
    expect(end).toMatchObject({ kind: 'end', body: { events: run.events, interrupted: true } });
    expect(close).toMatchObject({ kind: 'close' });
    const again = await ran(['report', path('ended'), '--json']);
    expect(JSON.parse(again.stdout).statistics).toEqual(statistics);
    expect((await ran(['report', path('ended')])).stdout).toContain('Notice: interrupted at ');
  });

  it('a second time ends at once and leaves nothing', async () => {
    const before = names();
    const { stdout, code } = await ran([...words, '--out', path('dropped')], {
      onStderr: (text, kill) => {
        if (/in the middle|press again/.test(text)) kill('SIGINT');
      },
    });
    expect({ stdout, code }).toEqual({ stdout: '', code: 130 });
    expect(names()).toEqual(before);
  });
});

const bash = (command: string, env: NodeJS.ProcessEnv = {}) => {
  const { NODE_OPTIONS: _jest, FORCE_COLOR: _force, NO_COLOR: _no, ...inherited } = process.env;
  const { stdout, stderr, status } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
    env: { ...inherited, TERM: 'xterm', ...env },
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
};

const quoted = (words: readonly string[]): string =>
  [process.execPath, main, ...words].map((word) => `'${word}'`).join(' ');

describe('a reader that has seen enough', () => {
  it.each([
    ['backtest --json', [...crossing, '--json'], '{\n'],
    ['inspect --csv', ['inspect', source, '--bars', '1d', '--csv'], 'start,at,sessionDate,'],
    ['--help', ['--help'], 'Usage: millrace'],
  ])('is no error: %s | head -1', (_name, words, begins) => {
    const { stdout, stderr, status } = bash(`${quoted(words)} | head -1`);
    expect(stdout.startsWith(begins)).toBe(true);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('does not hide that a pipeline failed', () => {
    const { status } = bash(`${quoted(['backtest', 'nope', '--source', source])} 2>&1 | head -0`);
    expect(status).toBe(3);
  });
});

describe('stdout', () => {
  it('carries one document with --json, and stderr the rest', async () => {
    const { stdout, stderr } = await ran([...crossing, '--json', '--out', path('result')]);
    const document = JSON.parse(stdout) as RunDocument;
    expect(Object.keys(document)).toEqual(['run', 'statistics', 'trades', 'config']);
    expect(readFileSync(path('result', 'run.json'), 'utf8')).toBe(stdout);
    expect(stderr).toBe(`report: ${path('result', 'report.html')}\n`);
  });

  it('is plain where it is no terminal, whatever the environment says of colours', () => {
    for (const env of [{}, { CI: 'true' }, { FORCE_COLOR: '1' }]) {
      const { stdout, stderr } = bash(`${quoted(crossing)} | cat`, env);
      expect(stdout).toContain('sma-cross on X');
      expect(`${stdout}${stderr}`).not.toContain('\u001b');
    }
  });
});

const FULL = '/dev/full';

describeNeeding(
  'a disk that is full',
  { found: existsSync(FULL) ? FULL : undefined, missing: `no ${FULL} here: only Linux has it` },
  (full) => {
    it('is told of', () => {
      const { stderr, status } = bash(`${quoted(crossing)} > ${full}`);
      expect(stderr).toMatch(/^millrace: OUTPUT_UNWRITABLE: cannot write stdout: ENOSPC.*\n$/);
      expect(status).toBe(2);
    });
  },
);

const terminal = bash('script --version').stdout.includes('util-linux');

describeNeeding(
  'a terminal',
  { found: terminal ? 'script' : undefined, missing: 'no `script` of util-linux here to act as one' },
  () => {
    const seen = (env: NodeJS.ProcessEnv = {}) =>
      bash(`script -qec "${quoted(crossing)}" /dev/null`, env).stdout;

    it('shows colours', () => {
      expect(seen()).toContain('\u001b[1msma-cross on X');
    });

    it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('shows none with %p', (env) => {
      const text = seen(env);
      expect(text).toContain('sma-cross on X');
      expect(text).not.toContain('\u001b[');
    });
  },
);
