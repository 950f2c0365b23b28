import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorCode } from '../../src/domain/error-codes.js';
import { dailyBars } from './daily-bars.js';
import { ran, ranAll, root } from './ran.js';
import type { Said } from './said.js';
import { scratch } from './scratch.js';

const { path, write, names } = scratch();
write('x.csv', dailyBars(120));
const source = `file:${path('x.csv')}?symbol=X&every=1d`;

const HEAD = `
import { bars, definePipeline, target } from 'millrace';
import { debounceTime, map, mergeMap, Observable, tap } from 'rxjs';
import { z } from 'zod';
let n = 0;
`;

/** A pipeline whose flow is given; it begins on line 6, so its flow stands on line 10. */
const flowing = (flow: string, name = 'p'): string => `${HEAD}export const ${name} = definePipeline({
  name: 'p', params: z.strictObject({ symbols: z.array(z.string()).default(['X']) }),
  feeds: ({ symbols }) => ({ bar$: bars({ symbols, every: '1d' }) }),

  flow: ({ bar$ }) => ${flow},
});
`;

const wish = `target({ symbol: 'X', quantity: 1, because: 'so' })`;

interface Case {
  readonly what: string;
  readonly text: string;
  readonly words?: readonly string[];
  readonly code: ErrorCode;
  readonly exit: number;
  readonly says: readonly string[];
}

const failing = (what: string, flow: string, ...says: readonly string[]): Case => ({
  what,
  text: flowing(flow),
  code: 'PIPELINE_FAILED',
  exit: 6,
  says: ['pipeline p failed at ', ...says],
});

const invalid = (what: string, text: string, ...says: readonly string[]): Case => ({
  what,
  text,
  code: 'PIPELINE_INVALID',
  exit: 3,
  says: [...says, 'The file must export one definePipeline({ … }).'],
});

const strict = (code: ErrorCode, what: string, flow: string, ...says: readonly string[]): Case => ({
  what,
  text: flowing(flow),
  words: ['--strict'],
  code,
  exit: 6,
  says,
});

const throwing = (when: number): string =>
  `bar$.pipe(map(() => { n += 1; if (n === ${when}) throw new Error('ouch'); return ${wish}; }))`;

const cases: readonly Case[] = [
  failing('throws in the middle', throwing(60), '2020-03-01T00:00:00.000Z: ouch', '/p.ts:10:'),
  failing('throws while it is built', `{ throw new Error('ouch'); }`, ': ouch', '/p.ts:10:'),
  failing('throws what is no error', `bar$.pipe(map(() => { throw 'ouch'; }))`, ': ouch'),
  failing('says what is no intent', 'bar$.pipe(map(() => ({ kind: "buy" })))', 'which is no intent'),
  failing('says numbers as texts', `bar$.pipe(map(() => ({ ...${wish}, quantity: '1' })))`, 'no intent'),
  failing(
    'leaves a promise that fails',
    'bar$.pipe(tap(() => { if ((n += 1) === 9) void Promise.reject(new Error("ouch")); }), ' +
      `map(() => ${wish}))`,
    'outside its turns: ouch',
    '/p.ts:10:',
  ),
  {
    what: 'throws as it is asked for its feeds',
    text: flowing('bar$').replace(
      '({ bar$: bars(',
      `{ throw new Error('ouch'); }, more: () => ({ bar$: bars(`,
    ),
    code: 'PIPELINE_FAILED',
    exit: 6,
    says: ['pipeline p failed at its start: ouch', '/p.ts:8:'],
  },
  {
    what: 'speaks after its turn',
    text: flowing(`bar$.pipe(mergeMap(async () => ${wish}))`),
    code: 'INTENT_OUT_OF_TURN',
    exit: 6,
    says: ['pipeline p spoke when no turn was open.', 'No promise'],
  },
  {
    what: 'returns no stream',
    text: flowing(`[${wish}]`),
    code: 'RXJS_FOREIGN',
    exit: 6,
    says: ['pipeline p: its flow returned an Array', 'npm ls rxjs'],
  },
  {
    what: 'brings an rxjs of its own by a way around its name',
    text: flowing(`bar$.pipe(debounceTime(5), map(() => ${wish}))`).replace(
      `from 'rxjs'`,
      `from '../node_modules/rxjs/dist/cjs/index.js'`,
    ),
    code: 'RXJS_FOREIGN',
    exit: 6,
    says: ['brings an rxjs of its own', '/node_modules/rxjs/', 'npm ls rxjs'],
  },
  invalid('has a mistake in its syntax', `${HEAD}export const p = (;\n`, '/p.ts:6:19: Unexpected token'),
  invalid('exports none', HEAD, '/p.ts: no export is a pipeline'),
  invalid(
    'exports two',
    `${flowing('bar$')}export const q = definePipeline({ ...p });\n`,
    '/p.ts: 2 exports are pipelines',
  ),
  invalid('imports what is not there', `import './nope.js';\n${flowing('bar$')}`, "module './nope.js'"),
  invalid('has no schema', flowing('bar$').replace(/params: .*,\n/, 'params: {},\n'), 'params is no schema'),
  strict(
    'TIMER_UNCLOCKED',
    'sets a timer without the clock, with --strict',
    'bar$.pipe(debounceTime(5))',
    '/p.ts:10:',
  ),
  strict(
    'IMPURE_CALL',
    'rolls dice of its own, with --strict',
    `bar$.pipe(map(() => target({ symbol: 'X', quantity: Math.random(), because: 'so' })))`,
    'pipeline p called Math.random() at ',
    '/p.ts:10:',
  ),
  strict(
    'IMPURE_CALL',
    'asks the host for the time, with --strict',
    `bar$.pipe(map(() => target({ symbol: 'X', quantity: Date.now(), because: 'so' })))`,
    'pipeline p called Date.now() at ',
    'clock.now()',
  ),
];

const good: Readonly<Record<string, string>> = {
  'an rxjs of its own under its name': flowing(`bar$.pipe(map(() => ${wish}))`),
  'operators by their older path': flowing(`bar$.pipe(map(() => ${wish}))`).replace(
    `import { debounceTime, map, mergeMap, Observable, tap } from 'rxjs'`,
    `import { debounceTime as first } from 'rxjs/operators';
     import { debounceTime, map } from 'rxjs'; if (first !== debounceTime) throw new Error('two copies')`,
  ),
  'our operators, pipelines and parts of zod by name': `import { sma } from 'millrace/operators/sma';
    import { smaCross } from 'millrace/pipelines/sma-cross'; import * as mini from 'zod/mini';
    if (!sma || !smaCross.flow || !mini.string) throw new Error('missing');
    ${flowing(`bar$.pipe(map(() => ${wish}))`)}`,
  'a timer of its own that never ends': flowing(
    `bar$.pipe(tap(() => { setInterval(() => undefined, 1000); }), map(() => ${wish}))`,
  ),
};

describe('a pipeline of a user, outside the checkout', () => {
  let results: Readonly<Record<string, Said>>;
  let before: readonly string[];

  beforeAll(async () => {
    const texts = { ...Object.fromEntries(cases.map(({ what, text }) => [what, text])), ...good };
    const entries = Object.entries(texts).map(([what, text], index) => ({ what, text, at: `${index}` }));
    for (const { text, at } of entries) write(`${at}/p.ts`, text);
    cpSync(join(root, 'node_modules/rxjs'), path('node_modules/rxjs'), { recursive: true });
    const strictly = (what: string) => cases.find((one) => one.what === what)?.words ?? [];
    const words = (what: string) => ['--source', source, '--json', '--out', 'out', ...strictly(what)];
    before = names();
    results = await ranAll(
      Object.fromEntries(
        entries.map(({ what, at }) => [
          what,
          () => ran(['backtest', './p.ts', ...words(what)], { cwd: path(at) }),
        ]),
      ),
    );
  });

  it.each(cases)('fails with code, place and next step: it $what', ({ what, code, exit, says }) => {
    const { stdout, stderr, code: left } = results[what] ?? { stdout: '', stderr: '', code: 0 };
    expect(stderr).toMatch(new RegExp(`^millrace: ${code}: .*\n$`));
    for (const text of says) expect(stderr).toContain(text);
    expect({ stdout, left }).toEqual({ stdout: '', left: exit });
    expect(ERRORS[code].exit).toBe(exit);
  });

  it.each(Object.keys(good))('works with %s', (what) => {
    const { stdout, stderr, code } = results[what] ?? { stdout: '', stderr: '', code: 0 };
    expect({ stderr, code }).toEqual({ stderr: 'report: out/report.html\n', code: 0 });
    expect(JSON.parse(stdout).run).toMatchObject({ pipelines: ['p'], events: 120 });
  });

  it('leaves nothing behind where it failed', () => {
    const after = names().filter((name) => !before.includes(name));
    expect(after.filter((name) => !/^\d+\/out(\/|$)/.test(name))).toEqual([]);
    const folders = after.filter((name) => name.endsWith('/out'));
    expect(folders).toHaveLength(Object.keys(good).length);
  });
});
