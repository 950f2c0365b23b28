import { execFileSync } from 'node:child_process';
import { cpSync, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { describe, expect, it } from '@jest/globals';
import { planLive } from '../../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../../src/cli/live/replay/verify-run.js';
import type { Entry } from '../../../../src/domain/journal.js';
import { wallClock } from '../../../../src/time/wall-clock.js';
import { seeded } from '../../../hashes/seeded.js';
import { dailyBars } from '../../daily-bars.js';
import { scratch } from '../../scratch.js';
import { recordedIn } from '../../until-recorded.js';
import { kill } from '../kill.js';
import { type PaperWish, paperHere, paperOptions } from '../paper-here.js';

const { path, write } = scratch();
const [OLD, NEW] = [60, 60];
const MINUTE = 60_000;

/** Bars of minutes: the old ones are over by now. */
const BEGIN = Math.floor(Date.now() / MINUTE - OLD - 1) * MINUTE;
const BARS = Array.from({ length: OLD + NEW }, (_, n) => {
  const close = 100 + Math.abs((n % 24) - 12);
  return { start: BEGIN + n * MINUTE, open: close, high: close + 1, low: close - 1, close, volume: 100_000 };
});
const csv = ['date,open,high,low,close,volume']
  .concat(BARS.map(({ start, ...bar }) => [new Date(start).toISOString(), ...Object.values(bar)].join(',')))
  .map((line) => `${line}\n`);
const lines = BARS.map(({ start, ...bar }) => {
  return `${JSON.stringify({ kind: 'bar', symbol: 'X', every: '1m', at: start + MINUTE, ...bar })}\n`;
});
const file = (name: string, rows: readonly string[]): string =>
  `file:${write(name, rows.join(''))}?symbol=X&every=1m`;

const history = [file('old.csv', csv.slice(0, OLD + 1))];
const words = {
  names: ['sma-cross'],
  param: ['symbols=X', 'every=1m', 'fast=3', 'slow=30'],
  set: ['live.flushMs=0', 'live.sliceRows=3'],
};
let pipes = 0;

/** A life of a run that is told lines over a pipe until that ends. */
const piped = async (folder: string, text: string, more: Partial<PaperWish> = {}) => {
  const pipe = path(`pipe-${(pipes += 1)}`);
  execFileSync('mkfifo', [pipe]);
  const source = `lines:${pipe}?symbols=X&kinds=bar:1m`;
  const running = paperHere({ ...words, folder, source, history, ...more });
  const writer = createWriteStream(pipe);
  writer.end(text);
  const [ran] = await Promise.all([running, finished(writer)]);
  return ran;
};

/** What was wished that counted. */
const wishesIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ kind, body }) =>
    kind === 'intent' && 'warming' in body && !body.warming ? [body.intent.because] : [],
  );
const barsIn = async (folder: string): Promise<readonly (number | null)[]> =>
  (await recordedIn(folder)).flatMap(({ input }) =>
    input.kind === 'market' && input.event.kind === 'bar' ? [input.event.start] : [],
  );

describe('lines by the clock of the wall, with a history', () => {
  it('find pipelines warm, which decide as if they had heard all of it', async () => {
    const folder = path('piped');
    const since = wallClock.wall().now();
    const ran = await piped(folder, lines.slice(OLD).join(''));
    const stepped = await paperHere({
      ...words,
      folder: path('stepped'),
      source: `${file('all.csv', csv)}&speed=step`,
      from: new Date(BEGIN + OLD * MINUTE).toISOString(),
    });
    expect(wishesIn(ran.entries).length).toBeGreaterThan(3);
    expect(wishesIn(ran.entries)).toEqual(wishesIn(stepped.entries));
    expect(await barsIn(folder)).toEqual(BARS.map(({ start }) => start));
    const ats = (await recordedIn(folder)).flatMap(({ at, input }) => (input.kind === 'market' ? [at] : []));
    expect(ats.slice(0, OLD)).toEqual(BARS.slice(0, OLD).map(({ start }) => start + MINUTE));
    expect(ats.slice(OLD).every((at) => at >= since)).toBe(true);
    expect(ran.entries.filter(({ kind, at }) => kind === 'command' && at < since)).toEqual([]);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it('have it told once, wherever in it the run is killed', async () => {
    const whole = path('whole');
    await piped(whole, '');
    const random = seeded(2);
    for (let life = 0; life < 2; life += 1) {
      const folder = path(`killed-${life}`);
      cpSync(whole, folder, { recursive: true });
      kill(folder, random);
      await piped(folder, lines.slice(OLD).join(''));
      expect(await barsIn(folder)).toEqual(BARS.map(({ start }) => start));
      expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
    }
    // Behind it nothing of it is told again.
    await piped(whole, lines.slice(OLD, OLD + 5).join(''));
    expect(await barsIn(whole)).toEqual(BARS.slice(0, OLD + 5).map(({ start }) => start));
  });

  it('pass over what came to it when it was over: nobody trades by that', async () => {
    const folder = path('grown');
    const known = OLD - 5;
    await piped(folder, '', { history: [file('grown.csv', csv.slice(0, known + 1))] });
    await piped(folder, lines.slice(OLD, OLD + 2).join(''), {
      history: [file('grown.csv', csv.slice(0, OLD + 1))],
    });
    const heard = [...BARS.slice(0, known), ...BARS.slice(OLD, OLD + 2)].map(({ start }) => start);
    expect(await barsIn(folder)).toEqual(heard);
  });

  it('are refused where it has nothing, or cannot be', async () => {
    const old = [`file:${write('ancient.csv', dailyBars(20))}?symbol=X&every=1d`];
    // Nobody writes: it ends before it would listen.
    execFileSync('mkfifo', [path('silent')]);
    const silent = `lines:${path('silent')}?symbols=X&kinds=bar:1m`;
    await expect(
      paperHere({ ...words, folder: path('ancient'), source: silent, history: old }),
    ).rejects.toThrow(/ancient.csv.* has nothing from .* of the symbols and kinds that come as lines/);
    const plan = async (source: string, more: Partial<PaperWish> = {}) =>
      await planLive(words.names, paperOptions({ ...words, folder: path('none'), source, history, ...more }));
    const named = `lines:${write('named.jsonl', lines.join(''))}?symbols=X&kinds=bar:1m`;
    await expect(plan(named)).rejects.toThrow(
      /those of a file have their own times: say speed=step and --from/,
    );
    await expect(plan(`${named}&speed=step`)).rejects.toThrow(/these have their own times/);
    await expect(plan(history[0] ?? '')).rejects.toThrow(/--history is of lines by the clock of the wall/);
    const standard = 'lines:-?symbols=X&kinds=bar:1m';
    await expect(plan(standard, { folder: path('stepped') })).rejects.toThrow(
      /began without it: leave it out/,
    );
  });
});
