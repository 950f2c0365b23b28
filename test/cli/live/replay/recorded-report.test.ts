import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { hashing } from '../../../../src/journal/journal-hash.js';
import { readJournal } from '../../../../src/journal/read-journal.js';
import type { RunDocument } from '../../../../src/report/run-result.js';
import { dailyBars } from '../../daily-bars.js';
import { said } from '../../said.js';
import { scratch } from '../../scratch.js';
import { paperHere } from '../paper-here.js';

const { path, write } = scratch();
const ROWS = 200;
const csv = (name: string, rows: number): string => `file:${write(name, dailyBars(rows))}?symbol=X&every=1d`;
const source = csv('x.csv', ROWS);
const param = ['symbols=X', 'fast=3', 'slow=11'];
const stepped = { source: `${source}&speed=step`, param };

const reported = async (folder: string): Promise<RunDocument> => {
  const { stdout, stderr, code } = await said(['report', folder, '--json']);
  expect([stderr, code]).toEqual(['', 0]);
  return JSON.parse(stdout) as RunDocument; // what it printed
};

/** The words of the page without its marks. */
const pageOf = (folder: string): string =>
  readFileSync(join(folder, 'report.html'), 'utf8').replaceAll(/<script[\s\S]*?<\/script>|<[^>]*>/g, ' ');

beforeAll(async () => {
  await paperHere({ folder: path('paper'), names: ['sma-cross'], ...stepped });
});

describe('report, of a recorded run', () => {
  it('has the figures and trades that a backtest of its rows has, and says what they rest on', async () => {
    const params = param.flatMap((text) => ['--param', text]);
    const { stdout } = await said(['backtest', 'sma-cross', '--source', source, ...params, '--json']);
    const backtest = JSON.parse(stdout) as RunDocument; // likewise
    const { run, statistics, trades, recording } = await reported(path('paper'));
    expect(statistics).toEqual(backtest.statistics);
    expect(trades).toEqual(backtest.trades);
    expect(trades.length).toBeGreaterThan(5);
    const { decisionHash, tapeHash, events } = backtest.run;
    expect(run).toMatchObject({ decisionHash, tapeHash, events });
    expect(recording).toEqual({
      mode: 'paper',
      replayedDecisionHash: decisionHash,
      doubts: [],
      segments: [{ segment: 1, inputs: ROWS + 2, entries: expect.any(Number), wish: null }],
    });
    const page = pageOf(path('paper'));
    expect(page).toContain('sma-cross on X');
    expect(page).toMatch(/Recorded\s+on paper, in 1 segment/);
    expect(page).toMatch(new RegExp(`Told again\\s+it decides the same: ${decisionHash}`));
  });

  it('says so at the terminal', async () => {
    const { stdout } = await said(['report', path('paper')]);
    expect(stdout).toMatch(/^Recorded on paper, in 1 segment; told again it decides the same$/m);
  });

  it('lists its segments with who wished them', async () => {
    const words = { folder: path('segments'), names: ['sma-cross'], param };
    await paperHere({ ...words, source: `${csv('half.csv', ROWS / 2)}&speed=step` });
    await paperHere({
      ...words,
      ...stepped,
      param: ['symbols=X', 'fast=3', 'slow=12'],
      newSegment: 'slower',
    });
    const { run, recording } = await reported(path('segments'));
    const entries = await readJournal(path('segments', 'journal.jsonl'));
    const { add, digests } = hashing();
    for (const entry of entries) add(entry);
    expect(run.decisionHash).toBe(digests().decisionHash);
    expect(recording?.replayedDecisionHash).toBe(run.decisionHash);
    expect(recording?.segments.map(({ wish }) => wish)).toEqual([null, 'me: slower (params)']);
    expect(recording?.segments.reduce((sum, one) => sum + one.entries, 0)).toBe(entries.length);
    expect(pageOf(path('segments'))).toMatch(/segment 2: \d+ inputs, \d+ entries; me: slower \(params\)/);
  });

  it('says where other code has told it again, and makes none where that decides otherwise', async () => {
    const text = readFileSync('pipelines/sma-cross.ts', 'utf8');
    const own = write('own.ts', text);
    const folder = path('other');
    await paperHere({ folder, names: [own], ...stepped });
    writeFileSync(own, `${text}// Another version.\n`);
    const { recording, run } = await reported(folder);
    expect(recording?.doubts).toEqual(['pipeline own is not the code that ran']);
    expect(recording?.replayedDecisionHash).toBe(run.decisionHash);
    expect(pageOf(folder)).toContain('verify does not pass this run: pipeline own is not the code that ran');
    const before = readFileSync(join(folder, 'report.html'), 'utf8');
    writeFileSync(own, text.replace('size.weight * share[way]', 'size.weight * share[way] / 2'));
    const { stdout, stderr, code } = await said(['report', folder]);
    expect([stdout, code]).toEqual(['', 4]);
    expect(stderr).toContain(`REPORT_IMPOSSIBLE: ${folder} can have no report: pipeline own is not the code`);
    expect(stderr).toContain('millrace verify');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe(before);
  });

  it('has doubts about a pipeline that asks for what no recording holds', async () => {
    const text = readFileSync('pipelines/sma-cross.ts', 'utf8');
    const asking = text.replace('bar$.pipe(', 'bar$.pipe(\n tap(() => void performance.now()),');
    expect(asking).not.toBe(text);
    const own = write('asking.ts', `import { tap } from 'rxjs';\n${asking}`);
    await paperHere({ folder: path('asking'), names: [own], ...stepped });
    const { recording } = await reported(path('asking'));
    expect(recording?.doubts).toEqual([
      expect.stringMatching(
        /^pipeline asking asked for performance\.now\(\) at .*asking\.ts:\d+\S*, which no rec/,
      ),
    ]);
  });
});
