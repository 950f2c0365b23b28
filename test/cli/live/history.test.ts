import { describe, expect, it } from '@jest/globals';
import { planLive } from '../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { Entry } from '../../../src/domain/journal.js';
import { decisionLine } from '../../../src/journal/canonical-line.js';
import { DECISIONS } from '../../../src/journal/journal-hash.js';
import { dailyBars, day } from '../daily-bars.js';
import { scratch } from '../scratch.js';
import { barLines } from './bar-lines.js';
import { paperHere, paperOptions } from './paper-here.js';

const { path, write } = scratch();
const ROWS = 120;
const csv = dailyBars(ROWS);
const text = barLines(csv).join('');

const words = { names: ['sma-cross'], param: ['symbols=X', 'fast=3', 'slow=11'], from: day(40) };
const lines = `lines:${write('x.jsonl', text)}?symbols=X&kinds=bar:1d`;

/**
 * What was decided when it counted. A file is read no further back than a warm-up reaches, and so its bars
 * have other numbers.
 */
const tradingIn = (entries: readonly Entry[]): readonly string[] =>
  entries
    .filter(({ kind, body }) => DECISIONS.has(kind) && !('warming' in body && body.warming))
    .map((entry) => decisionLine(entry).replace(/"bar":\d+/, ''));

describe('lines with a beginning', () => {
  it('have history before it, which warms up and decides nothing, as that of a recorded source', async () => {
    const source = `file:${write('x.csv', csv)}?symbol=X&every=1d&speed=step`;
    const filed = await paperHere({ ...words, folder: path('filed'), source });
    const folder = path('lines');
    const ran = await paperHere({ ...words, folder, source: `${lines}&speed=step` });
    expect(tradingIn(ran.entries)).toEqual(tradingIn(filed.entries));
    const warming = ran.entries.flatMap((entry) => (entry.kind === 'intent' ? [entry.body.warming] : []));
    expect(warming.filter((is) => is).length).toBeGreaterThan(0);
    expect(warming.filter((is) => !is).length).toBeGreaterThan(2);
    const first = ran.entries.find(({ kind }) => kind === 'approval');
    expect(first?.at).toBeGreaterThan(Date.parse(`${words.from}T00:00:00Z`));
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it.each([
    [lines, { from: day(40) }, /--from is of recorded sources and of lines with speed=step: by the clock/],
    [`${lines}&speed=step`, { from: 'soon' }, /--from soon is no date or time/],
    ['kafka:rows?follow&from=end', { from: day(40) }, /both say where to begin: say one of them/],
    ['kafka:rows?follow', { to: day(40) }, /--to is of recorded sources: a topic is followed for ever/],
  ])('are refused where what is said of them cannot be: %s', async (source, other, message) => {
    const folder = path('refused');
    const options = { ...paperOptions({ ...words, folder, source }), ...other };
    await expect(planLive(words.names, options)).rejects.toThrow(message);
  });
});
