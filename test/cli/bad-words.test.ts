import { describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorCode } from '../../src/domain/error-codes.js';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { write, names } = scratch();
const source = `file:${write('x.csv', dailyBars(60))}?symbol=X&every=1d`;
const run = (...words: readonly string[]) => [
  'backtest',
  'sma-cross',
  '--source',
  source,
  '--param',
  'symbols=X',
  ...words,
];
const config = (text: string): string => write('my.yaml', text);

interface Case {
  readonly what: string;
  readonly words: () => readonly string[];
  readonly code: ErrorCode;
  readonly exit: number;
  /** What is wrong, where, and what to do next. */
  readonly says: readonly string[];
}

/** A command's own help knows more than that of all. */
const HELP: Readonly<Record<string, string>> = {
  backtest: 'See millrace backtest --help.',
  new: 'See millrace new ',
};

const usage = (what: string, words: readonly string[], ...says: readonly string[]): Case => ({
  what,
  words: () => words,
  code: 'USAGE_INVALID',
  exit: 2,
  says: [...says, HELP[words[0] ?? ''] ?? 'See millrace --help.'],
});

const param = (what: string, words: readonly string[], ...says: readonly string[]): Case => ({
  what,
  words: () => run('--param', ...words),
  code: 'PARAM_INVALID',
  exit: 3,
  says: [...says, 'See millrace inspect sma-cross.'],
});

const setting = (what: string, text: string, ...says: readonly string[]): Case => ({
  what,
  words: () => run('--set', text),
  code: 'CONFIG_INVALID',
  exit: 3,
  says: [`--set ${text}: `, ...says, 'See docs/settings.md, or millrace config schema.'],
});

const yaml = (what: string, text: string, ...says: readonly string[]): Case => ({
  what,
  words: () => run('--config', config(text)),
  code: 'CONFIG_INVALID',
  exit: 3,
  says,
});

const cases: readonly Case[] = [
  usage('an unknown command', ['backtst'], "unknown command 'backtst'", 'Did you mean backtest?'),
  usage('an unknown option', run('--sorce', 'x'), "unknown option '--sorce'", 'Did you mean --source?'),
  usage('a missing argument', ['backtest'], "missing required argument 'pipeline'"),
  usage('an option without its value', run('--rules'), "option '--rules <name>' argument missing"),
  usage(
    'an unknown thing to make',
    ['new', 'pipelin', 'x'],
    "unknown command 'pipelin'",
    'millrace new --help.',
  ),
  usage(
    'a name that is none',
    ['new', 'pipeline', 'My Idea'],
    'write a name such as my-idea',
    'new pipeline --help.',
  ),
  usage('no source', ['backtest', 'sma-cross'], 'needs a --source', 'file:samples/SPY.csv'),
  usage('a parameter without a value', run('--param', 'fast'), '--param fast: write --param name=value'),
  usage('a setting without a value', run('--set', 'broker.cash'), 'write --set name=value'),
  usage('a negative seed', run('--seed', '-1'), 'expected a whole number'),
  usage('a seed too large to be told exactly', run('--seed', '9007199254740992'), '9007199254740991'),
  usage('a time that is none', run('--from', 'yesterday'), '--from yesterday', 'such as 2014-05-05'),
  usage('a day that no month has', run('--to', '2020-02-30'), '--to 2020-02-30'),
  usage(
    'a range that ends before it begins',
    run('--from', '2020-02-01', '--to', '2020-01-10'),
    'from 2020-02-01T00:00:00.000Z does not lie before to 2020-01-10T00:00:00.000Z',
  ),
  usage('an output folder without a name', run('--out', ''), '--out names no folder'),
  {
    what: 'a range said twice, differently',
    words: () => run('--from', '2020-02-01').map((word) => word.replace('1d', '1d&from=2020-01-10')),
    code: 'RANGE_CONFLICT',
    exit: 2,
    says: ['from is 2020-01-10T00:00:00.000Z', '2020-02-01T00:00:00.000Z', 'Give it once.'],
  },
  {
    what: 'a source without its scheme',
    words: () => run().map((word) => word.replace('file:', '')),
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ['write file:', 'Example: file:samples/SPY.csv'],
  },
  {
    what: 'a key that no source has',
    words: () => run().map((word) => word.replace('symbol=', 'symbl=')),
    code: 'SOURCE_INVALID',
    exit: 2,
    says: ["no key 'symbl'", 'did you mean symbol?'],
  },
  {
    what: 'an unknown pipeline',
    words: () => ['backtest', 'sma-crss', '--source', source],
    code: 'PIPELINE_UNKNOWN',
    exit: 3,
    says: ['did you mean sma-cross? Name a file in pipelines/ or a path.'],
  },
  {
    what: 'a pipeline file that is not there',
    words: () => ['backtest', './nope.ts', '--source', source],
    code: 'PIPELINE_UNKNOWN',
    exit: 3,
    says: ['./nope.ts: there is no such file.'],
  },
  param('an unknown parameter', ['fst=3'], '--param fst: is unknown; did you mean fast?'),
  param('a parameter out of range', ['fast=0'], '--param fast: ', '>=1, was 0'),
  param('a parameter of the wrong type', ['fast=ten'], '--param fast: must be a number, was "ten"'),
  param('a parameter in an unknown unit', ['every=7q'], '--param every: '),
  {
    ...param('a parameter that must be said', []),
    words: () => ['backtest', 'sma-cross', '--source', source],
    says: ['--param symbols: is missing'],
  },
  {
    what: 'an unknown rule set',
    words: () => run('--rules', 'realstic'),
    code: 'RULES_UNKNOWN',
    exit: 3,
    says: ['no rule set realstic; did you mean realistic? Known: realistic, backtesting.py'],
  },
  {
    what: 'a setting that the rule set does not use',
    words: () => run('--set', 'broker.hedging=true'),
    code: 'SETTING_UNUSED',
    exit: 3,
    says: ['broker.hedging (--set broker.hedging=true) means nothing to rules realistic', 'backtesting.py'],
  },
  setting('an unknown setting', 'broker.csh=1', 'broker.csh is unknown; did you mean broker.cash?'),
  setting('an unknown section', 'brokr.cash=1', 'brokr is unknown; did you mean broker?'),
  setting('a setting without its section', 'cash=1', 'cash is unknown; did you mean broker.cash?'),
  setting('a setting out of range', 'broker.cash=-5', 'broker.cash too small: ', 'was -5'),
  setting('NaN', 'broker.cash=NaN', 'broker.cash must be a number, was "NaN"'),
  setting('a word of no list', 'broker.matchOn=quote', 'must be one of finest, quotes', 'mean quotes?'),
  yaml('an unknown key in a file', 'broker:\n  cash: 5\n  csh: 1\n', 'my.yaml:3:3: ', 'mean broker.cash?'),
  yaml('a wrong value in a file', 'broker:\n  cash: much\n', 'my.yaml:2:9: broker.cash must be number'),
  yaml('a file that is no yaml', 'broker: [\n', 'my.yaml:', 'is no valid yaml'),
  yaml('a file that is no map', '- broker\n', 'my.yaml:1:1: must be a map of settings'),
  {
    what: 'a config file that is not there',
    words: () => run('--config', '/no/such.yaml'),
    code: 'CONFIG_MISSING',
    exit: 3,
    says: ['/no/such.yaml', 'Check --config.'],
  },
  {
    what: 'a benchmark without bars',
    words: () => run('--set', 'report.benchmark=QQQ'),
    code: 'CONFIG_INVALID',
    exit: 3,
    says: ['report.benchmark: no source has bars of QQQ'],
  },
  {
    what: 'rates that are not there',
    words: () => run('--set', 'report.riskFree=/no/rates.csv'),
    code: 'FILE_MISSING',
    exit: 4,
    says: ['/no/rates.csv', 'Check the path.'],
  },
];

describe('words that mean nothing', () => {
  it.each(cases)('are refused: $what', async ({ words, code, exit, says }) => {
    const before = names();
    const { stdout, stderr, code: left } = await said(words());
    expect(stderr).toMatch(new RegExp(`^millrace: ${code}: .*\n$`));
    for (const text of says) expect(stderr).toContain(text);
    expect({ stdout, left }).toEqual({ stdout: '', left: exit });
    expect(ERRORS[code].exit).toBe(exit);
    expect(names().filter((name) => !before.includes(name) && name !== 'my.yaml')).toEqual([]);
  });

  it('are refused in the environment, by the name of the variable', async () => {
    process.env.MILLRACE_BROKER__CSH = '3';
    try {
      const { stderr, code } = await said(run());
      expect(stderr).toContain('CONFIG_INVALID: MILLRACE_BROKER__CSH: ');
      expect(stderr).toContain('did you mean broker.cash?');
      expect(code).toBe(3);
    } finally {
      delete process.env.MILLRACE_BROKER__CSH;
    }
  });
});

describe('words that mean something', () => {
  it('are numbers in scientific notation', async () => {
    const { stdout, code } = await said(
      run('--json', '--param', 'fast=5e0', '--param', 'slow=1E1', '--set', 'broker.cash=1e6'),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      run: { params: { 'sma-cross': { fast: 5, slow: 10 } } },
      config: { broker: { cash: 1_000_000 } },
    });
  });

  it('are the largest seed', async () => {
    const { stdout } = await said(run('--json', '--seed', '9007199254740991'));
    expect(JSON.parse(stdout)).toMatchObject({ run: { seed: 9007199254740991 } });
  });

  it('are the same range said twice', async () => {
    const words = run('--json', '--from', '2020-02-01T00:00:00Z');
    const { code } = await said(words.map((word) => word.replace('1d', '1d&from=2020-02-01')));
    expect(code).toBe(0);
  });
});

describe('help', () => {
  it.each([['--help'], ['help'], ['backtest', '--help'], ['help', 'backtest']])(
    'is no error: %s %s',
    async (...words) => {
      const { stdout, stderr, code } = await said(words);
      expect(stdout).toMatch(/^Usage: millrace/);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    },
  );

  it('comes on stderr, as an error, where no command was given', async () => {
    const { stdout, stderr, code } = await said([]);
    expect(stderr).toMatch(/^Usage: millrace/);
    expect(stderr).toContain('millrace: USAGE_INVALID: no command given.');
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  });

  it('tells the version of the package', async () => {
    const { stdout, code } = await said(['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });
});
