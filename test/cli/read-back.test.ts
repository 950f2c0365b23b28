import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { dailyBars } from './daily-bars.js';
import { said } from './said.js';
import { scratch } from './scratch.js';

const { path, write } = scratch();
const source = `file:${write('x.csv', dailyBars(200))}?symbol=X&every=1d`;

beforeAll(async () => {
  const words = ['backtest', 'sma-cross', '--source', source, '--param', 'symbols=X', '--param', 'fast=3'];
  const { code } = await said([...words, '--param', 'slow=11', '--out', path('run')]);
  expect(code).toBe(0);
});

describe('report', () => {
  it('writes the report again and prints what the run printed', async () => {
    const written = readFileSync(path('run', 'report.html'), 'utf8');
    rmSync(path('run', 'report.html'));
    const { stdout, stderr, code } = await said(['report', path('run'), '--json']);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(path('run', 'run.json'), 'utf8')));
    expect(written).toMatch(/^<!doctype html>/i);
    expect(readFileSync(path('run', 'report.html'), 'utf8') === written).toBe(true);
  });

  const changed = (file: string, change: (text: string) => string) => (folder: string) => {
    const name = `${folder}/${file}`;
    writeFileSync(name, change(readFileSync(name, 'utf8')));
  };

  it.each([
    ['run.json is gone', (at: string) => rmSync(`${at}/run.json`), 'run.json'],
    ['run.json is no JSON', changed('run.json', () => '{'), 'JSON'],
    [
      'run.json lacks a field',
      changed('run.json', (text) => text.replace('"startAt"', '"x"')),
      'run.startAt',
    ],
    [
      "its rules are not the journal's",
      changed('run.json', (text) => text.replace('realistic', 'x')),
      'rules x in run.json, realistic',
    ],
    ['the journal is gone', (at: string) => rmSync(`${at}/journal.jsonl`), 'journal.jsonl'],
    ['the journal is cut', changed('journal.jsonl', (text) => text.slice(0, -60)), 'broken off'],
    [
      'the journal lost its last line',
      changed('journal.jsonl', (text) => text.replace(/.*\n$/, '')),
      'close',
    ],
    [
      'a line is missing',
      changed('journal.jsonl', (text) => text.replace(/\n.*\n/, '\n')),
      'journal.jsonl:2',
    ],
    [
      'a price was changed',
      changed('journal.jsonl', (text) => text.replace(/"price":1/, '"price":2')),
      'hashed',
    ],
    ['the marks are gone', (at: string) => rmSync(`${at}/marks.arrow`), 'marks.arrow'],
    ['the marks are cut', (at: string) => truncateSync(`${at}/marks.arrow`, 2000), 'broken off'],
    ['the marks are empty', (at: string) => truncateSync(`${at}/marks.arrow`, 0), 'marks.arrow'],
  ])('refuses a damaged folder: %s', async (_what, damage, says) => {
    rmSync(path('damaged'), { recursive: true, force: true });
    cpSync(path('run'), path('damaged'), { recursive: true });
    rmSync(path('damaged', 'report.html'));
    damage(path('damaged'));
    const { stdout, stderr, code } = await said(['report', path('damaged')]);
    expect(stderr).toMatch(/^millrace: RUN_INVALID: \S*damaged.*Name a folder written by --out\.\n$/);
    expect(stderr).toContain(says);
    expect({ stdout, code }).toEqual({ stdout: '', code: 4 });
    expect(() => readFileSync(path('damaged', 'report.html'))).toThrow('ENOENT');
  });

  it.each(['nowhere', 'x.csv'])('refuses what is no folder of a run: %s', async (name) => {
    const { stderr, code } = await said(['report', path(name)]);
    expect(stderr).toMatch(/^millrace: RUN_INVALID: .*Name a folder written by --out\.\n$/);
    expect(code).toBe(4);
  });

  it('says where it cannot write', async () => {
    cpSync(path('run'), path('stuck'), { recursive: true });
    rmSync(path('stuck', 'report.html'));
    mkdirSync(path('stuck', 'report.html'));
    const { stderr, code } = await said(['report', path('stuck')]);
    expect(stderr).toMatch(/^millrace: OUTPUT_UNWRITABLE: cannot write \S+stuck\/report\.html: /);
    expect(code).toBe(2);
  });
});

describe('explain', () => {
  const journal = path('run', 'journal.jsonl');

  it('goes from an order to the bar that caused it', async () => {
    const { stdout, code } = await said(['explain', '1-1', '--journal', journal]);
    expect(code).toBe(0);
    const places = [
      'order 1-1',
      'approval',
      'intent',
      'because sma 3',
      'bar:1d',
      'what became of it',
      'fill',
    ];
    expect(places.map((place) => stdout.indexOf(place)).every((at) => at >= 0)).toBe(true);
  });

  it('takes the folder of a run as well', async () => {
    const { stdout, code } = await said(['explain', '1-1', '--journal', path('run')]);
    expect(code).toBe(0);
    expect(stdout).toContain('order 1-1');
  });

  it.each([
    ['an unknown order', ['1-999', '--journal', journal], 2, 'ORDER_UNKNOWN: the journal has no order 1-999'],
    ['a word that is no order', ['abc', '--journal', journal], 2, 'such as 1-1, 1-2'],
    ['a journal that is not there', ['1-1', '--journal', path('nope')], 4, 'RUN_INVALID'],
    ['another file', ['1-1', '--journal', path('x.csv')], 4, 'x.csv:1'],
  ])('refuses %s', async (_what, words, exit, says) => {
    const { stdout, stderr, code } = await said(['explain', ...words]);
    expect(stderr).toContain(says);
    expect({ stdout, code }).toEqual({ stdout: '', code: exit });
  });
});

describe('inspect', () => {
  it('tells what a source has', async () => {
    const { stdout, code } = await said(['inspect', source]);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(1, 5)).toEqual([
      'series  X 1d bar',
      'rows    200',
      'from    2020-01-02T00:00:00.000Z',
      'to      2020-07-19T00:00:00.000Z',
    ]);
    expect(stdout).toMatch(/^ {2}price {3}[▁▂▃▄▅▆▇█]{60}$/m);
    expect(stdout).toMatch(/^ {2}gaps {4}0$/m);
  });

  it('tells it as a document', async () => {
    const { stdout, code } = await said(['inspect', source, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 200,
      contentHash: null,
      streams: [{ symbol: 'X', kind: 'bar', every: '1d', rows: 200, gaps: { count: 0 }, duplicates: 0 }],
    });
  });

  it('makes longer bars of shorter ones, as csv', async () => {
    const { stdout, code } = await said(['inspect', source, '--bars', '1w', '--csv']);
    const [header, first, second] = stdout.split('\n');
    expect(code).toBe(0);
    expect(header).toBe('start,at,sessionDate,open,high,low,close,volume');
    // 2020-01-01 was a Wednesday: closes 112 to 108 fall to the first Sunday.
    expect(first).toBe('2019-12-30T00:00:00.000Z,2020-01-06T00:00:00.000Z,2020-01-05,112,113,107,108,500000');
    expect(second).toMatch(/^2020-01-06T00:00:00\.000Z,2020-01-13T00:00:00\.000Z,2020-01-12,107,/);
  });

  it('tells the parameters of a pipeline', async () => {
    const { stdout, code } = await said(['inspect', 'sma-cross']);
    expect(code).toBe(0);
    const { pipeline, params } = JSON.parse(stdout) as { pipeline: string; params: { properties: object } };
    expect(pipeline).toBe('sma-cross');
    expect(Object.keys(params.properties)).toEqual(['symbols', 'every', 'fast', 'slow', 'direction', 'size']);
  });

  it.each([
    [
      'an unknown pipeline',
      ['sma-cros'],
      3,
      'PIPELINE_UNKNOWN: no pipeline sma-cros; did you mean sma-cross?',
    ],
    [
      'a file without its scheme',
      [path('x.csv')],
      2,
      `SOURCE_INVALID: source ${path('x.csv')}: has no scheme`,
    ],
    ['a length that is none', [source, '--bars', '7q'], 2, '--bars 7q: expected a length such as 1s'],
    ['bars shorter than there are', [source, '--bars', '1h'], 2, 'nothing that bars of 1h could be made of'],
    ['csv of nothing in particular', [source, '--csv'], 2, '--csv prints bars: say which'],
    ['a range without an event', [`${source}&from=2030-01-01`], 4, 'RANGE_EMPTY'],
    ['bars of such a range', [`${source}&from=2030-01-01`, '--bars', '1d'], 4, 'RANGE_EMPTY'],
    ['a missing file', ['file:nope.csv?symbol=X'], 4, 'FILE_MISSING: nope.csv: no such file'],
  ])('refuses %s', async (_what, words, exit, says) => {
    const { stdout, stderr, code } = await said(['inspect', ...words]);
    expect(stderr).toContain(says);
    expect({ stdout, code }).toEqual({ stdout: '', code: exit });
  });
});
