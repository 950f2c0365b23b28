import { describe, expect, it } from '@jest/globals';
import { dailyBars } from '../daily-bars.js';
import { said } from '../said.js';
import { scratch } from '../scratch.js';

const { path, write } = scratch();
const source = ['--source', `file:${write('x.csv', dailyBars(60))}?symbol=X&every=1d`];
const sweep = ['sweep', 'sma-cross', ...source];
const sets = ['--param', 'symbols=X', '--param', 'fast=2|3'];

describe('a sweep that cannot be', () => {
  it.each([
    ['no source', ['sweep', 'sma-cross', ...sets], 2, 'needs a --source'],
    ['no grid', [...sweep, '--param', 'symbols=X'], 2, 'nothing is swept: write --param NAME=FROM..TO/STEP'],
    ['a parameter twice', [...sweep, ...sets, '--param', 'fast=4'], 2, '--param fast is said twice'],
    ['a range without a step', [...sweep, '--param', 'fast=5..50'], 2, '5..50 is no range'],
    [
      'an unknown statistic',
      [...sweep, ...sets, '--rank', 'shrpe'],
      2,
      'did you mean sharpe? See millrace sweep --help.',
    ],
    [
      'a condition that is none',
      [...sweep, ...sets, '--where', 'fast'],
      2,
      '--where "fast", column 1: 2 is no condition',
    ],
    ['a condition nothing meets', [...sweep, ...sets, '--where', 'fast > 3'], 2, 'leaves none of the sets'],
    ['no worker', [...sweep, ...sets, '--workers', '0'], 2, 'expected 1 to 256'],
    ['an unknown parameter', [...sweep, ...sets, '--param', 'fats=1|2'], 3, 'PARAM_INVALID: --param fats'],
    [
      'sets that are all refused',
      [...sweep, ...sets, '--param', 'slow=1|2'],
      3,
      'PARAM_INVALID: --param slow',
    ],
    ['a folder of somebody else', [...sweep, ...sets, '--out', path()], 2, 'OUTPUT_FOREIGN'],
    ['a range without rows', [...sweep, ...sets, '--from', '2050-01-01'], 4, 'RANGE_EMPTY'],
  ])('%s', async (_, words, code, text) => {
    const found = await said(words);
    expect(found.stderr).toContain(text);
    expect(found).toMatchObject({ code, stdout: '' });
  });
});
