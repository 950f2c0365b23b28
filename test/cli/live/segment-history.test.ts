import { beforeAll, describe, expect, it } from '@jest/globals';
import { recordedReport } from '../../../src/cli/live/replay/recorded-report.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { Entry } from '../../../src/domain/journal.js';
import { dailyBars, day } from '../daily-bars.js';
import { scratch } from '../scratch.js';
import { barLines } from './bar-lines.js';
import { type PaperWish, paperHere } from './paper-here.js';

const { path, write } = scratch();
const ROWS = 120;
/** So many were heard when somebody wished for a new segment. */
const BEFORE = 70;
const LINES = barLines(dailyBars(ROWS));

const sourceOf = (name: string, lines: readonly string[]): string =>
  `lines:${write(`${name}.jsonl`, lines.join(''))}?symbols=X&kinds=bar:1d&speed=step`;
const words = { names: ['sma-cross'], set: ['risk.maxDrawdownPct=50'] };
const [FIRST, SECOND] = [
  ['symbols=X', 'fast=3', 'slow=11'],
  ['symbols=X', 'fast=2', 'slow=25'],
];

/** What was wished that counted: when, and why. */
const wishesIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ at, kind, body }) =>
    kind === 'intent' && 'warming' in body && !body.warming ? [`${at} ${body.intent.because}`] : [],
  );

const opened = async (name: string, more: Partial<PaperWish> = {}) => {
  const folder = path(name);
  await paperHere({ ...words, folder, param: FIRST, source: sourceOf(name, LINES.slice(0, BEFORE)) });
  const told = sourceOf(name, LINES);
  return await paperHere({ ...words, folder, param: SECOND, source: told, newSegment: 'slower', ...more });
};

let anew: Awaited<ReturnType<typeof opened>>;
beforeAll(async () => {
  anew = await opened('anew');
});

describe('the history of a new segment', () => {
  it('is what the segments before it heard, so that its averages are what they would be', async () => {
    const whole = await paperHere({
      ...words,
      folder: path('whole'),
      param: SECOND,
      source: sourceOf('whole', LINES),
      from: day(BEFORE),
    });
    const wishes = wishesIn(anew.entries);
    // Its first wish comes before a warm-up of its own would be over.
    expect(Number(wishes[0]?.split(' ')[0])).toBeLessThan(Date.parse(day(BEFORE + 24)));
    expect(wishes.length).toBeGreaterThan(2);
    expect(wishes).toEqual(wishesIn(whole.entries));
  });

  it('leaves no trace in the journal, and no row of it is recorded twice', () => {
    const { entries } = anew;
    expect(entries.slice(0, 3).map(({ kind }) => kind)).toEqual(['begin', 'carried', 'session']);
    expect(entries.every(({ at }) => at >= Date.parse(day(BEFORE)))).toBe(true);
    expect(entries.some(({ kind, body }) => kind === 'intent' && 'warming' in body && body.warming)).toBe(
      false,
    );
    expect(entries.filter(({ kind }) => kind === 'latch')).toEqual([]);
    // Rows, and of each of two segments its beginning and its end.
    expect(anew.inputs).toBe(ROWS + 4);
  });

  it('is told again when it is taken up, verified or reported', async () => {
    const folder = path('anew');
    expect(await verifyRun(folder)).toMatchObject({
      verdict: 'PASS',
      segments: [{ verdict: 'PASS' }, { verdict: 'PASS' }],
    });
    const again = await paperHere({ ...words, folder, param: SECOND, source: sourceOf('anew', LINES) });
    expect(again.replayed).toBe(anew.entries.length);
    const { statistics } = await recordedReport(folder);
    expect(statistics.finalEquity).toBeCloseTo(anew.worth, 6);
    expect(statistics.tradeCount).toBeGreaterThan(1);
  });

  it('refuses to begin with a pipeline that fails over it', async () => {
    const names = [`sma-cross=${write('failing.ts', FAILING)}`];
    await expect(opened('failing', { names, param: [] })).rejects.toMatchObject({
      code: 'SEGMENT_IMPOSSIBLE',
      message: expect.stringMatching(/fails over what the run has heard: .*no bar like that/),
    });
  });
});

const FAILING = `
import { bars, definePipeline, target } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
export const failing = definePipeline({
  name: 'failing',
  params: z.strictObject({}),
  warmup: () => ({ bars: 3 }),
  feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
  flow: ({ bar$ }) =>
    bar$.pipe(
      map(() => {
        throw new Error('no bar like that');
      }),
    ),
});
`;
