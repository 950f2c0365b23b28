import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars, day } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();
write('x.csv', dailyBars(400));

/** Says a target at every bar, and names the bars it has seen. */
const counting = write(
  'counting.ts',
  `
import { bars, definePipeline, target } from 'millrace';
import { map, scan } from 'rxjs';
import { z } from 'zod';
export const counting = definePipeline({
  name: 'counting',
  params: z.strictObject({ warmup: z.int().default(0) }),
  warmup: ({ warmup }) => ({ bars: warmup }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }) => bar$.pipe(
    scan((seen, { at }) => [...seen, at], [] as readonly number[]),
    map((seen) => ({ quantity: seen.length, because: \`\${seen.length} since \${seen[0]}\` })),
    map((position) => target({ symbol: 'X', ...position })),
  ),
});
`,
);

interface Line {
  readonly kind: string;
  readonly at: number;
  readonly body: { readonly intent: { readonly because: string }; readonly warming: boolean };
}

const run = async (query: string, ...words: readonly string[]) => {
  const source = `file:${path('x.csv')}?symbol=X&every=1d${query}`;
  const { stdout } = await said([
    'backtest',
    counting,
    '--source',
    source,
    '--json',
    '--out',
    path('out'),
    ...words,
  ]);
  const lines = readFileSync(path('out', 'journal.jsonl'), 'utf8').trimEnd().split('\n');
  const intents = lines.map((line) => JSON.parse(line) as Line).filter(({ kind }) => kind === 'intent');
  return {
    document: JSON.parse(stdout) as RunDocument,
    warming: intents.filter(({ body }) => body.warming),
    deciding: intents.filter(({ body }) => !body.warming),
  };
};

/** A daily bar is known at its end: midnight of the next day. */
const endOf = (index: number): number => Date.parse(`${day(index + 1)}T00:00:00Z`);

describe('--from', () => {
  it.each([
    ['as an option', '', ['--from', day(100)]],
    ['in the URI', `&from=${day(100)}`, []],
  ])(
    '%s: bars before it are read and warm up, and nothing is decided on them',
    async (_where, query, words) => {
      const { document, warming, deciding } = await run(query, '--param', 'warmup=30', ...words);
      expect(document.run.startAt).toBe(`${day(100)}T00:00:00.000Z`);
      expect(warming.length).toBeGreaterThanOrEqual(30);
      expect(warming.at(-1)?.at).toBe(endOf(99));
      expect(deciding[0]?.at).toBe(endOf(100));
      expect(document.trades.every(({ entryAt }) => entryAt >= `${day(100)}T00:00:00.000Z`)).toBe(true);
    },
  );

  it('decides on the first bar already, where the warm-up fits before it', async () => {
    const { warming, deciding } = await run('', '--param', 'warmup=30', '--from', day(100));
    const seen = Number(deciding[0]?.body.intent.because.split(' ')[0]);
    expect(seen).toBe(warming.length + 1);
    expect(seen).toBeGreaterThan(30);
  });

  it('takes the first bars for the warm-up where none come before', async () => {
    const { warming, deciding } = await run('', '--param', 'warmup=30', '--from', day(0));
    expect(warming).toHaveLength(30);
    expect(deciding[0]?.at).toBe(endOf(30));
  });

  it('reads nothing before where there is no warm-up', async () => {
    const { warming, deciding } = await run('', '--from', day(100));
    expect(warming).toEqual([]);
    expect(deciding[0]?.at).toBe(endOf(100));
  });
});

describe('--to', () => {
  it.each([
    ['as an option', '', ['--to', day(50)]],
    ['in the URI', `&to=${day(50)}`, []],
  ])('%s: is half open, what begins there is not in it', async (_where, query, words) => {
    const { document, deciding } = await run(query, ...words);
    expect(document.run.endAt).toBe(`${day(50)}T00:00:00.000Z`);
    // The bar of day 49 ends at this very midnight and is in; the one that begins there is not.
    expect(deciding.at(-1)?.at).toBe(endOf(49));
    expect(document.run.events).toBe(50);
    expect(document.trades.every(({ exitAt }) => exitAt < `${day(50)}T00:00:00.000Z`)).toBe(true);
  });

  it('cuts two runs at one instant without a bar twice or lost', async () => {
    const early = await run('', '--to', day(50));
    const late = await run('', '--from', day(50));
    const all = [...early.deciding, ...late.deciding].map(({ at }) => at);
    expect(all).toEqual(Array.from({ length: 400 }, (_, index) => endOf(index)));
    expect([early.document.run.events, late.document.run.events]).toEqual([50, 350]);
  });
});

describe('a beginning without a zone', () => {
  const words = [
    'backtest',
    counting,
    '--source',
    `file:${path('x.csv')}?symbol=X&every=1d`,
    '--from',
    day(100),
  ];
  const beside = (tz: string) => ['--source', `file:${path('y.csv')}?symbol=Y&every=1d&tz=${tz}`];
  write('y.csv', dailyBars(10));

  it('is refused where sources have several zones', async () => {
    const { stderr, code } = await said([...words, ...beside('Asia/Tokyo')]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `millrace: USAGE_INVALID: --from ${day(100)} is one instant in UTC and another in Asia/Tokyo: ` +
        'write it with its zone, such as 2014-05-05T09:30:00Z. See millrace backtest --help.\n',
    );
  });

  it('is read where they have one, or it names its own', async () => {
    expect((await said([...words, ...beside('Etc/UTC')])).code).toBe(0);
    const zoned = [...words.slice(0, -1), `${day(100)}T00:00:00Z`, ...beside('Asia/Tokyo')];
    expect((await said(zoned)).code).toBe(0);
  });
});
