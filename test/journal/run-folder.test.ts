import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Mark } from '../../src/domain/mark.js';
import type { TradeRecord } from '../../src/domain/trade-record.js';
import { canonicalLine } from '../../src/journal/canonical-line.js';
import { hashing } from '../../src/journal/journal-hash.js';
import { marksHash } from '../../src/journal/marks-hash.js';
import { type Output, prepareOutput } from '../../src/journal/prepare-output.js';
import { readRun } from '../../src/journal/read-run.js';
import { markRows } from '../../src/testing/mark-rows.js';
import { marksOf } from '../marks-of.js';
import { entry, sampleRun } from './sample-run.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-out-'));
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});
const place = (...path: readonly string[]): string => join(folder, ...path);

const mark = (day: number, equity: number): Mark => ({
  at: Date.UTC(2020, 0, day, 21),
  sessionDate: `2020-01-0${day}`,
  equity,
  exposure: 0,
  prices: { SPY: { open: 1, high: 2, low: 0.5, close: 1.5 } },
});
const rows = [mark(2, 100_000), mark(3, 100_000.25), mark(6, 99_000)];
const marks = marksOf(rows);

const trade: TradeRecord = {
  pipeline: 'sma-cross',
  symbol: 'SPY',
  quantity: -3,
  entryAt: Date.UTC(2020, 0, 2, 21),
  exitAt: Date.UTC(2020, 0, 3, 21) + 0.5,
  entryBar: 0,
  exitBar: null,
  entryPrice: 1e21,
  exitPrice: 0.1,
  pnl: -0,
  commission: 1,
  returnPct: 12.5,
  because: 'crossed, "up"',
};

const entries = (equityMarks = marks) => [
  ...sampleRun().slice(0, -1),
  entry('close', { marks: equityMarks.length, marksHash: marksHash(equityMarks) }, { serial: 8 }),
];

const publish = async (output: Output, id = 'a'): Promise<void> => {
  const hash = hashing();
  for (const each of entries()) {
    output.journal.add(Buffer.from(canonicalLine(each)));
    hash.add(each);
  }
  await output.journal.settle();
  const { journalHash, blocks } = hash.digests();
  const document = { run: { id, journalHash } };
  await output.publish({ document, blocks, marks, trades: [trade], reportHtml: '<p>ok</p>' });
};

const written = [
  'equity.csv',
  'journal.hashes',
  'journal.jsonl',
  'marks.arrow',
  'report.html',
  'run.json',
  'trades.csv',
];

describe('prepareOutput', () => {
  it('shows nothing at its place before it is published, and then everything', async () => {
    const output = await prepareOutput(place('deep', 'run'));
    expect(existsSync(place('deep', 'run'))).toBe(false);
    await publish(output);
    expect(readdirSync(place('deep', 'run')).toSorted()).toEqual(written);
    expect(readdirSync(place('deep'))).toEqual(['run']);
    expect(readFileSync(place('deep', 'run', 'report.html'), 'utf8')).toBe('<p>ok</p>');
  });

  it('writes tables with ISO times, shortest numbers, and empty cells for what is unknown', async () => {
    await publish(await prepareOutput(place('run')));
    expect(readFileSync(place('run', 'equity.csv'), 'utf8')).toBe(
      [
        'at,equity,drawdownPct',
        '2020-01-02T21:00:00.000Z,100000,0',
        '2020-01-03T21:00:00.000Z,100000.25,0',
        `2020-01-06T21:00:00.000Z,99000,${(99_000 / 100_000.25 - 1) * 100}`,
        '',
      ].join('\n'),
    );
    expect(readFileSync(place('run', 'trades.csv'), 'utf8')).toBe(
      [
        'pipeline,symbol,quantity,entryAt,exitAt,entryBar,exitBar,entryPrice,exitPrice,' +
          'pnl,commission,returnPct,because',
        'sma-cross,SPY,-3,2020-01-02T21:00:00.000Z,2020-01-03T21:00:00.000500Z,0,,1e+21,0.1,' +
          '0,1,12.5,"crossed, ""up"""',
        '',
      ].join('\n'),
    );
  });

  it('is as readable as any new folder', async () => {
    mkdirSync(place('other'));
    await publish(await prepareOutput(place('run')));
    expect(statSync(place('run')).mode).toBe(statSync(place('other')).mode);
  });

  it('takes the place of an empty folder and of a run of ours, through a link too', async () => {
    mkdirSync(place('real'));
    symlinkSync(place('real'), place('link'));
    await publish(await prepareOutput(place('link')), 'first');
    await publish(await prepareOutput(place('link')), 'second');
    expect(readFileSync(place('real', 'run.json'), 'utf8')).toContain('second');
    expect(readdirSync(folder).toSorted()).toEqual(['link', 'real']);
  });

  it('leaves the old run standing until it is published, and after it is abandoned', async () => {
    await publish(await prepareOutput(place('run')), 'old');
    const output = await prepareOutput(place('run'));
    for (const each of entries()) output.journal.add(Buffer.from(canonicalLine(each)));
    await output.abandon();
    expect(readFileSync(place('run', 'run.json'), 'utf8')).toContain('old');
    expect(readdirSync(folder)).toEqual(['run']);
  });

  it('takes back the folders it made when it is abandoned', async () => {
    await (await prepareOutput(place('a', 'b', 'run'))).abandon();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes everything back when publishing fails', async () => {
    await publish(await prepareOutput(place('run')), 'old');
    const output = await prepareOutput(place('run'));
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const document = { run: { journalHash: '' }, circle };
    await expect(
      output.publish({ document, blocks: [], marks, trades: [], reportHtml: '' }),
    ).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    expect(readdirSync(folder)).toEqual(['run']);
    expect(readFileSync(place('run', 'run.json'), 'utf8')).toContain('old');
  });

  it.each<[string, () => void]>([
    ["somebody's files", () => writeFileSync(place('run', 'notes.txt'), 'mine')],
    ['a run.json that is not ours', () => writeFileSync(place('run', 'run.json'), '{"name":"x"}')],
    [
      "somebody's file beside our run",
      () => {
        writeFileSync(place('run', 'run.json'), '{"run":{}}');
        writeFileSync(place('run', 'notes.txt'), 'mine');
      },
    ],
  ])('refuses a folder with %s and touches nothing', async (_, fill) => {
    mkdirSync(place('run'));
    fill();
    const before = readdirSync(place('run'));
    await expect(prepareOutput(place('run'))).rejects.toMatchObject({ code: 'OUTPUT_FOREIGN' });
    expect(readdirSync(place('run'))).toEqual(before);
    expect(readdirSync(folder)).toEqual(['run']);
  });

  it('refuses, before the run, a file and a folder below a file', async () => {
    writeFileSync(place('file'), '');
    await expect(prepareOutput(place('file'))).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
    await expect(prepareOutput(place('file', 'run'))).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining('Choose another --out.'),
    });
  });

  it('refuses, before the run, a folder that may not be written', async () => {
    // Nobody may make folders in /proc, root included.
    await expect(prepareOutput('/proc/millrace')).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });
});

describe('readRun', () => {
  beforeEach(async () => publish(await prepareOutput(place('run'))));
  const change = (file: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(place('run', file), 'utf8');
    expect(text).toMatch(from);
    writeFileSync(place('run', file), text.replace(from, to));
  };

  it('gives back document, journal and marks', async () => {
    const run = await readRun(place('run'));
    expect(run.document).toMatchObject({ run: { id: 'a' } });
    expect(run.entries).toEqual(entries());
    expect(markRows(run.marks)).toEqual(rows);
  });

  it.each<[string, () => void, string]>([
    ['no run.json', () => rmSync(place('run', 'run.json')), 'run.json'],
    [
      'a run.json of another kind',
      () => writeFileSync(place('run', 'run.json'), '[]'),
      'journal is not the one',
    ],
    ['no journal', () => rmSync(place('run', 'journal.jsonl')), 'journal.jsonl'],
    ['no marks', () => rmSync(place('run', 'marks.arrow')), 'marks.arrow'],
    [
      'a price changed by hand',
      () => change('journal.jsonl', '"price":321.5', '"price":300.5'),
      'its journal is not the one that was hashed, from a serial of 1 or later',
    ],
    [
      'a journal without its end',
      () => change('journal.jsonl', /\{"v":1,"serial":8.*\n/, ''),
      'its journal ends at serial 7 without the close entry',
    ],
  ])('refuses %s', async (_, damage, message) => {
    damage();
    await expect(readRun(place('run'))).rejects.toMatchObject({
      code: 'RUN_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('refuses marks of another run', async () => {
    const other = await prepareOutput(place('other'));
    const document = { run: { journalHash: '' } };
    await other.publish({ document, blocks: [], marks: marksOf(rows.slice(1)), trades: [], reportHtml: '' });
    writeFileSync(place('run', 'marks.arrow'), readFileSync(place('other', 'marks.arrow')));
    await expect(readRun(place('run'))).rejects.toMatchObject({
      code: 'RUN_INVALID',
      message: expect.stringContaining('marks.arrow does not hold the marks'),
    });
  });
});
