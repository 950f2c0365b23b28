import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { RunDocument } from '../../src/report/run-result.js';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write, names } = scratch();

const backtest = async (...sources: readonly string[]) => {
  const words = ['--param', 'symbols=X', '--param', 'fast=2', '--param', 'slow=5', '--out', path('out')];
  return said(['backtest', 'sma-cross', ...sources.flatMap((uri) => ['--source', uri]), ...words]);
};

const packed = gzipSync(dailyBars(600));
write('x.csv', dailyBars(600));
write('hours.csv', dailyBars(600).replaceAll(/^(20\d\d-\d\d-\d\d)/gm, '$1T00:00Z'));
writeFileSync(path('short.csv.gz'), packed.subarray(0, packed.length - 9));
writeFileSync(path('more.csv.gz'), Buffer.concat([packed, Buffer.from('and more')]));
execFileSync('mkfifo', [path('pipe.csv')]);

describe('bad files', () => {
  it.each([
    ['gzip cut short', ['short.csv.gz?symbol=X&every=1d'], 'FILE_UNREADABLE', 4, 'unexpected end of file'],
    ['gzip with more behind it', ['more.csv.gz?symbol=X&every=1d'], 'FILE_UNREADABLE', 4, 'more.csv.gz'],
    ['a pipe', ['pipe.csv?symbol=X&every=1d'], 'FILE_MISSING', 4, 'pipe.csv: is no regular file.'],
    ['a folder', ['?symbol=X&every=1d'], 'FILE_MISSING', 4, 'is a folder. Check the path.'],
    ['days as hours', ['hours.csv?symbol=X&every=1h'], 'SOURCE_INVALID', 2, 'is every=1h right?'],
    [
      'one file by two paths',
      ['x.csv?symbol=X&every=1d', './x.csv?every=1d&symbol=X'],
      'SOURCE_OVERLAP',
      4,
      'both have a bar 1d of X at 2020-01-02T00:00:00.000Z',
    ],
    [
      'a beginning that is its end',
      ['x.csv?symbol=X&from=2020-01-05&to=2020-01-05'],
      'SOURCE_INVALID',
      2,
      'before to',
    ],
    ['an end before the data', ['x.csv?symbol=X&to=2020-01-01'], 'RANGE_EMPTY', 4, 'Widen --from and --to.'],
    [
      'a percent sign that is none',
      ['x.csv?symbol=X%'],
      'SOURCE_INVALID',
      2,
      'a percent sign itself is written %25',
    ],
  ])('end in a code and a next step, and leave nothing: %s', async (_what, files, error, exit, says) => {
    const before = names();
    const { stdout, stderr, code } = await backtest(...files.map((file) => `file:${path('.')}/${file}`));
    expect(stderr).toMatch(new RegExp(`^millrace: ${error}: .*\n$`));
    expect(stderr).toContain(says);
    expect({ stdout, code }).toEqual({ stdout: '', code: exit });
    expect(names()).toEqual(before);
  });
});

describe('a symbol of odd characters', () => {
  it.each(['A+B', 'Z/ü&=%', '東京.T', "O'X <b>", '__proto__'])(
    'goes through a whole run: %s',
    async (symbol) => {
      const uri = `file:${path('x.csv')}?symbol=${encodeURIComponent(symbol)}&every=1d`;
      const out = path(`out-${encodeURIComponent(symbol)}`);
      const words = [
        '--param',
        `symbols=${symbol}`,
        '--param',
        'fast=2',
        '--param',
        'slow=5',
        '--json',
        '--out',
        out,
      ];
      const { stdout, stderr, code } = await said(['backtest', 'sma-cross', '--source', uri, ...words]);
      expect([code, stderr]).toEqual([0, `report: ${out}/report.html\n`]);
      const { trades } = JSON.parse(stdout) as RunDocument; // what --json prints
      expect(trades.length).toBeGreaterThan(10);
      expect(new Set(trades.map((trade) => trade.symbol))).toEqual(new Set([symbol]));
      expect((await said(['report', out])).code).toBe(0);
    },
  );
});
