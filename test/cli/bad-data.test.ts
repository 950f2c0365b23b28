import { mkdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorCode } from '../../src/domain/error-codes.js';
import { BARS, dailyBars, day } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { folder, path, write, names } = scratch();

interface Case {
  readonly what: string;
  /** What stands in the file; null where there is none. */
  readonly content: string | null;
  readonly words?: readonly string[];
  readonly code: ErrorCode;
  readonly exit: number;
  readonly says: readonly string[];
}

/** The row that stands on line 402. */
const row402 = (row: string): string => dailyBars(600, { 400: row });

const bad = (what: string, row: string, ...says: readonly string[]): Case => ({
  what,
  content: row402(row),
  code: 'ROW_INVALID',
  exit: 4,
  says: ['/x.csv:402: ', ...says, 'Mend the row'],
});

const good = (what: string, words: readonly string[], rest: Pick<Case, 'code' | 'exit' | 'says'>): Case => ({
  what,
  content: dailyBars(600),
  words,
  ...rest,
});

const cases: readonly Case[] = [
  { what: 'a missing file', content: null, code: 'FILE_MISSING', exit: 4, says: ['no such file. Check'] },
  { what: 'an empty file', content: '', code: 'FILE_EMPTY', exit: 4, says: ['/x.csv has no row.', 'whole'] },
  { what: 'a header alone', content: `${BARS}\n`, code: 'FILE_EMPTY', exit: 4, says: ['/x.csv has no row.'] },
  {
    what: 'no known column',
    content: 'when,what\n2020-01-01,5\n',
    code: 'COLUMNS_UNKNOWN',
    exit: 4,
    says: ['/x.csv has columns when,what', 'Bars need a time and open, high, low, close'],
  },
  bad('text for a price', `${day(400)},10,12,9,eleven,5`, "close is 'eleven'"),
  bad('a negative price', `${day(400)},10,12,-9,11,5`, "low is '-9', a negative price"),
  bad('a high below its low', `${day(400)},10,9,12,11,5`, 'high 9 is below low 12'),
  bad('NaN', `${day(400)},10,12,9,NaN,5`, "close is 'NaN'"),
  {
    what: 'times out of order',
    content: row402(`${day(398)},10,12,9,11,5`),
    code: 'ROW_ORDER',
    exit: 4,
    says: ['/x.csv:402: ', 'Sort the file by time.'],
  },
  {
    what: 'a bar twice',
    content: row402(`${day(399)},10,12,9,11,5`),
    code: 'ROW_DUPLICATE',
    exit: 4,
    says: ['/x.csv:402: ', 'Keep one row of each time.'],
  },
  good('a currency without a series', ['--set', 'instruments.X.currency=EUR'], {
    code: 'CURRENCY_UNDECLARED',
    exit: 3,
    says: ['X is priced in EUR, cash is in USD', 'Trade instruments priced in USD.'],
  }),
  good('a symbol that no source has', ['--param', 'symbols=X,Y'], {
    code: 'SYMBOL_WITHOUT_SOURCE',
    exit: 4,
    says: ['sma-cross wants bars of 1d of Y, the source has X 1d bar', 'Add a --source'],
  }),
  good('a symbol without a match stream', ['--set', 'broker.matchOn=quotes'], {
    code: 'MATCH_STREAM_MISSING',
    exit: 4,
    says: ['nothing of X can fill orders: broker.matchOn is quotes', 'another value of it'],
  }),
  good('a beginning after the data', ['--from', '2030-01-01'], {
    code: 'RANGE_EMPTY',
    exit: 4,
    says: ['/x.csv', 'Widen --from and --to.'],
  }),
  good('a beginning just after the data, where its last rows still warm up', ['--from', day(605)], {
    code: 'RANGE_EMPTY',
    exit: 4,
    says: ['Widen --from and --to.'],
  }),
  good('an end before the data', ['--to', '2010-01-01'], {
    code: 'RANGE_EMPTY',
    exit: 4,
    says: ['Widen --from and --to.'],
  }),
  good('the same rows in two sources', ['--source', `file:${path('.', 'x.csv')}?symbol=X&tz=UTC`], {
    code: 'SOURCE_OVERLAP',
    exit: 4,
    says: ['both have a bar 1d of X at 2020-01-02T00:00:00.000Z', 'Take one of them out'],
  }),
];

describe('bad data', () => {
  it.each(cases)('is refused with its place, and nothing is left: $what', async (one) => {
    if (one.content !== null) write('x.csv', one.content);
    const before = names();
    const file = path(one.content === null ? 'missing.csv' : 'x.csv');
    const source = `file:${file}?symbol=X&every=1d`;
    const asked = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X', '--json'];
    const words = [...asked, '--out', path('deep', 'out'), ...(one.words ?? [])];
    const { stdout, stderr, code } = await said(words);
    expect(stderr).toMatch(new RegExp(`^millrace: ${one.code}: .*\n$`));
    for (const text of one.says) expect(stderr).toContain(text);
    expect({ stdout, code }).toEqual({ stdout: '', code: one.exit });
    expect(ERRORS[one.code].exit).toBe(one.exit);
    expect(names()).toEqual(before);
  });
});

describe('data that are poor but not bad', () => {
  it('give a run without a trade, with statistics that are numbers or null', async () => {
    write('x.csv', dailyBars(5));
    const source = `file:${path('x.csv')}?symbol=X&every=1d`;
    const asked = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X'];
    const { stdout, code } = await said([...asked, '--json']);
    const { statistics, trades } = JSON.parse(stdout);
    expect({ code, trades }).toEqual({ code: 0, trades: [] });
    expect(statistics).toMatchObject({ finalEquity: 100_000, tradeCount: 0, winRatePct: null, sharpe: null });
    const seen = await said(asked);
    expect(seen.stdout).toMatch(/Trades +0 +Win rate +–/);
    expect(`${seen.stdout}${stdout}`).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('an output folder that cannot be written', () => {
  const run = async (out: string) => {
    write('x.csv', dailyBars(60));
    const source = `file:${path('x.csv')}?symbol=X&every=1d`;
    return said(['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X', '--out', out]);
  };

  it.each([
    ['a file stands in the way', 'taken', 'OUTPUT_UNWRITABLE'],
    ['a file stands on the way', 'taken/below/it', 'OUTPUT_UNWRITABLE'],
    ['somebody else keeps something there', 'foreign', 'OUTPUT_FOREIGN'],
    ['only the name of a run is there', 'half', 'OUTPUT_FOREIGN'],
  ])('is refused before the run: %s', async (_why, out, error) => {
    write('taken', 'mine');
    write('foreign/notes.txt', 'mine');
    write('half/run.json', 'mine');
    write('x.csv', dailyBars(60));
    const before = names();
    const { stdout, stderr, code } = await run(path(out));
    expect(stderr).toMatch(new RegExp(`^millrace: ${error}: .*${path(out)}.*Choose .*--out\\.\n$`));
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(names()).toEqual(before);
  });

  it('may be empty, and a run of ours, which a failed run leaves as it was', async () => {
    mkdirSync(path('mine'));
    expect((await run(path('mine'))).code).toBe(0);
    expect((await run(path('mine'))).code).toBe(0);
    const before = names();
    expect(before).toContain('mine/run.json');
    write('x.csv', row402('nonsense'));
    const source = `file:${path('x.csv')}?symbol=X&every=1d`;
    const words = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X'];
    expect((await said([...words, '--out', path('mine')])).code).toBe(4);
    expect(names()).toEqual(before);
    expect((await said(['report', path('mine')])).code).toBe(0);
  });

  it('is named as it was written', async () => {
    const { stderr, code } = await run(`${folder}/x.csv`);
    expect(stderr).toContain(`cannot write ${folder}/x.csv: `);
    expect(code).toBe(2);
  });
});
