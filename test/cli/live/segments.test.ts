import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { planLive } from '../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import { startRun } from '../../../src/cli/live/session/start-run.js';
import type { Entry, EntryKind, EntryOf } from '../../../src/domain/journal.js';
import type { OperatorCommand } from '../../../src/domain/operator-command.js';
import { Intake } from '../../../src/engine/live/intake.js';
import { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { readJournal } from '../../../src/journal/read-journal.js';
import { RunTotals } from '../../../src/portfolio/run-totals.js';
import { tradesOf } from '../../../src/portfolio/trades-of.js';
import { resumeRecording } from '../../../src/recording/resume-recording.js';
import { trade } from '../../../src/testing/index.js';
import { drivenWall } from '../../engine/live/driven-wall.js';
import { scratch } from '../scratch.js';
import { editJournal } from './forge.js';

const { path, write } = scratch();

/** Holds `units` of A and B, and asks for a bracket far below the market. */
const PIPELINE = `
import { definePipeline, submit, target, trades } from 'millrace';
import { map, mergeMap, merge, take, filter } from 'rxjs';
import { z } from 'zod';
export const holder = definePipeline({
  name: 'holder',
  params: z.strictObject({ units: z.int().default(10), bid: z.number().default(50) }),
  feeds: () => ({ trade$: trades({ symbols: ['A', 'B'] }) }),
  flow: ({ trade$ }, { params: { units, bid } }) =>
    merge(
      trade$.pipe(map(({ symbol, price }) => target({ symbol, quantity: units, because: 'price ' + price }))),
      trade$.pipe(
        filter(({ symbol }) => symbol === 'A'),
        take(1),
        map(() =>
          submit({ key: 'low', symbol: 'A', side: 'buy', quantity: 7, type: 'limit', limitPrice: bid,
            timeInForce: 'gtc', stopLoss: { stopPrice: 40 }, because: 'cheap' }),
        ),
      ),
    ),
});
`;

const BEGIN = Date.UTC(2024, 0, 2, 14, 30);
const line = (round: number, symbol: string, price: number): string =>
  `${JSON.stringify({ kind: 'trade', symbol, at: BEGIN + round * 1_000, price, size: 1_000 })}\n`;
const rows = (from: number, prices: readonly number[]): string =>
  prices
    .flatMap((price, index) => [line(from + index, 'A', price), line(from + index, 'B', price + 1)])
    .join('');

interface Life {
  readonly param?: readonly string[];
  readonly set?: readonly string[];
  readonly names?: readonly string[];
  readonly newSegment?: string;
  readonly symbols?: string;
  readonly say?: readonly OperatorCommand[];
}

const lived = async (folder: string, text: string, life: Life = {}) => {
  const { param = [], set = [], symbols = 'A,B', newSegment, say = [] } = life;
  const file = write('rows.jsonl', text);
  const { content, plan, feed } = await planLive(life.names ?? [write('holder.ts', PIPELINE)], {
    mode: 'paper',
    folder,
    source: [`lines:${file}?symbols=${symbols}&kinds=trade&speed=step`],
    param,
    set,
    config: [],
    seed: 1,
    strict: false,
    cache: false,
  });
  const entries: Entry[] = [];
  const { recording, engine, after, lastAt, replayed } = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: 1_000_000,
    ...(newSegment === undefined ? {} : { newSegment: { who: 'me', why: newSegment } }),
    onEntry: (entry) => entries.push(entry),
    onWarning: () => undefined,
  });
  const wall = drivenWall();
  const settings = content.config.live;
  const opened = feed.open(wall, after, lastAt);
  const loop = new LiveLoop({
    engine,
    feed: opened,
    intake: new Intake(settings),
    recording,
    wall,
    settings,
    lastAt,
  });
  for (const command of say) void loop.say(command, { who: 'me', why: 'test' });
  await loop.run();
  await recording.close();
  const { view, tally } = engine.engine.portfolio;
  return { entries, replayed, view, tally, brakes: engine.engine.brakes.on, limits: engine.engine.limits };
};

const of = <K extends EntryKind>(entries: readonly Entry[], kind: K): readonly EntryOf<K>[] =>
  entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

const FIRST = rows(0, [100, 101, 102]);
const MORE = FIRST + rows(3, [103, 104]);

describe('a new segment', () => {
  it('is begun by a wish alone, and the refusal names it', async () => {
    const folder = path('refused');
    await lived(folder, FIRST);
    await expect(lived(folder, MORE, { param: ['units=4'] })).rejects.toThrow(
      'planned otherwise: params.units: its default → 4',
    );
    await expect(lived(folder, MORE, { param: ['units=4'] })).rejects.toMatchObject({ code: 'RUN_CHANGED' });
    expect((await lived(folder, MORE)).replayed).toBeGreaterThan(0);
  });

  it('goes on with money, lots, orders and targets as the journal adds them up, under other parameters', async () => {
    const folder = path('other');
    const first = await lived(folder, FIRST);
    const { entries, view, replayed } = await lived(folder, MORE, {
      param: ['units=4'],
      newSegment: 'smaller',
    });
    expect(replayed).toBe(0);
    expect(entries.slice(0, 2).map(({ kind }) => kind)).toEqual(['begin', 'carried']);
    const [carried] = of(entries, 'carried');
    const last = first.entries.at(-1)?.serial ?? 0;
    expect(carried).toMatchObject({ serial: last + 2, causes: [{ entry: last }] });
    expect(carried?.body).toMatchObject({ segment: 2, who: 'me', why: 'smaller' });
    expect(carried?.body.changes).toEqual(['params']);
    expect(carried?.body.accounts).toEqual([
      {
        pipeline: 'holder',
        capital: 100_000,
        balance: first.view.balance('holder'),
        lots: first.view.lots('holder'),
      },
    ]);
    expect(carried?.body.cash).toEqual(first.view.cash());
    expect(carried?.body.prices).toEqual({ A: 102, B: 103 });
    // Four of each are what is left of ten: six were sold by orders of the segment's own.
    expect(view.position('holder', 'A')).toBe(4);
    const sold = of(entries, 'fill').filter(({ body }) => body.side === 'sell');
    expect(sold.map(({ symbol, body }) => [symbol, body.quantity])).toEqual([
      ['A', 6],
      ['B', 6],
    ]);
    expect(sold.every(({ body }) => body.order.startsWith('2-'))).toBe(true);
    // The bracket goes on under its own name, its exit behind it.
    expect(view.order('1-2')?.state).toBe('working');
    expect(view.order('1-3')?.state).toBe('pending');
    expect(of(entries, 'order').filter(({ body }) => body.order === '1-2')[0]?.causes).toEqual([
      { entry: carried?.serial },
    ]);
  });

  it('lets a carried bracket fill and protect what it opened', async () => {
    const folder = path('bracket');
    await lived(folder, FIRST);
    const text = MORE + rows(5, [45, 45, 45, 39, 39]);
    const { entries, view } = await lived(folder, text, {
      newSegment: 'go on',
      param: ['units=10', 'bid=51'],
    });
    const filled = of(entries, 'fill').filter(({ body }) => body.order.startsWith('1-'));
    expect(filled.map(({ body }) => [body.order, body.side, body.quantity])).toEqual([
      ['1-2', 'buy', 7],
      ['1-3', 'sell', 7],
    ]);
    expect(view.position('holder', 'A')).toBeGreaterThan(0);
  });

  it('is one journal with the segments before, whose fold is what the engine has', async () => {
    const folder = path('whole');
    await lived(folder, FIRST);
    const { view } = await lived(folder, MORE, { param: ['units=4'], newSegment: 'smaller' });
    const entries = await readJournal(join(folder, 'journal.jsonl'));
    expect(entries.map(({ serial }) => serial)).toEqual(entries.map((_, index) => index + 1));
    expect(tradesOf(entries).open).toEqual(view.lots('holder'));
    expect(tradesOf(entries).closed).toHaveLength(2);
  });

  it('goes on counting where the segment before it ended', async () => {
    const folder = path('counts');
    await lived(folder, FIRST, { param: ['units=1'] });
    await lived(folder, MORE, { param: ['units=-3'], newSegment: 'short' });
    const { entries, tally } = await lived(folder, MORE + rows(5, [99, 98]), {
      param: ['units=4'],
      newSegment: 'long',
    });
    const totals = new RunTotals(() => 1);
    for (const entry of entries) totals.add(entry);
    // By hand, of the whole journal.
    const all = await readJournal(join(folder, 'journal.jsonl'));
    const { closed } = tradesOf(all);
    const fills = of(all, 'fill');
    expect(fills.length).toBeGreaterThan(of(entries, 'fill').length);
    expect(tally).toMatchObject({ count: closed.length, won: closed.filter(({ pnl }) => pnl > 0).length });
    const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
    expect(totals.counts).toMatchObject({
      fills: fills.length,
      refusals: of(all, 'refusal').length,
      commissions: sum(fills.map(({ body }) => body.commission)),
    });
    const ofB = fills.filter(({ symbol }) => symbol === 'B');
    const brought = ofB.map(
      ({ body }) => (body.side === 'buy' ? -1 : 1) * body.quantity * body.price - body.commission,
    );
    expect(totals.cashFlow('holder', 'B')).toBeCloseTo(sum(brought), 9);
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS' });
  });

  it('is taken up again like any other, at its own end', async () => {
    const folder = path('again');
    await lived(folder, FIRST);
    await lived(folder, MORE, { param: ['units=4'], newSegment: 'smaller' });
    const text = MORE + rows(5, [105]);
    const { replayed, view } = await lived(folder, text, { param: ['units=4'] });
    expect(replayed).toBeGreaterThan(5);
    expect(view.position('holder', 'B')).toBe(4);
    const heard = readFileSync(join(folder, 'journal.jsonl'), 'utf8').match(/"kind":"intent"/g)?.length;
    // One at each of twelve rows, and the bracket's once in each segment.
    expect(heard).toBe(14);
  });

  it('takes back what works where the config says so', async () => {
    const folder = path('cancel');
    await lived(folder, FIRST);
    const { view, entries } = await lived(folder, MORE, {
      set: ['live.stopOrders=cancel'],
      newSegment: 'clean',
    });
    const [carried] = of(entries, 'carried');
    expect(carried?.body.cancels).toEqual(['1-2', '1-3']);
    expect([view.order('1-2')?.state, view.order('1-3')?.state]).toEqual(['cancelled', 'cancelled']);
    expect(of(entries, 'command').find(({ body }) => body.command.kind === 'cancel')?.causes).toEqual([
      { entry: carried?.serial },
    ]);
  });

  it('keeps what people said, until they take it back: no new segment lets go of a kill', async () => {
    const folder = path('said');
    await lived(folder, FIRST, {
      say: [
        { kind: 'kill' },
        { kind: 'pause' },
        { kind: 'resume' },
        { kind: 'limits', limits: { maxOrderQuantity: 3 } },
      ],
    });
    const { brakes, limits, entries } = await lived(folder, MORE, { newSegment: 'again' });
    expect(brakes.map(({ name }) => name)).toEqual(['kill']);
    expect(limits.maxOrderQuantity).toBe(3);
    expect(of(entries, 'fill')).toEqual([]);
    const other = await lived(folder, MORE, { newSegment: 'new limits', set: ['risk.maxOrderQuantity=5'] });
    expect(other.brakes.map(({ name }) => name)).toEqual(['kill']);
    expect(other.limits.maxOrderQuantity).toBe(5);
  });

  it('refuses to leave something open that nothing in it knows', async () => {
    const folder = path('lost');
    await lived(folder, FIRST);
    const names = [`other=${write('holder.ts', PIPELINE)}`];
    await expect(lived(folder, MORE, { names, newSegment: 'x' })).rejects.toMatchObject({
      code: 'SEGMENT_IMPOSSIBLE',
      message: expect.stringContaining('pipeline holder is not in it and has something open in A'),
    });
    expect((await lived(folder, MORE)).replayed).toBeGreaterThan(0);
  });
});

describe('a run of several segments', () => {
  it('is verified segment by segment, each from its own head', async () => {
    const folder = path('proved');
    await lived(folder, FIRST);
    await lived(folder, MORE, { param: ['units=4'], newSegment: 'smaller' });
    await lived(folder, MORE + rows(5, [106]), { param: ['units=4', 'bid=60'], newSegment: 'dearer' });
    const verdict = await verifyRun(folder);
    expect(verdict).toMatchObject({
      verdict: 'PASS',
      segments: [
        { segment: 1, verdict: 'PASS', opened: null },
        { segment: 2, verdict: 'PASS', opened: { who: 'me', why: 'smaller', changes: ['params'] } },
        { segment: 3, verdict: 'PASS', opened: { why: 'dearer' } },
      ],
    });
    const inputs = verdict.segments.map((one) => one.inputs);
    // Each begins and ends, and hears the rows that nobody had heard before.
    expect(inputs).toEqual([8, 6, 4]);
    expect(verdict.segments.every(({ decisions }) => decisions > 0)).toBe(true);
    expect(verdict).toMatchObject({ inputs: 18 });
  });

  it('diverges where what it takes over was edited', async () => {
    const folder = path('edited');
    await lived(folder, FIRST);
    await lived(folder, MORE, { param: ['units=4'], newSegment: 'smaller' });
    const place = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes('"carried"'));
    editJournal(folder, (lines) =>
      lines.map((one, index) => (index === place ? one.replace('"quantity":10', '"quantity":11') : one)),
    );
    expect(await verifyRun(folder)).toMatchObject({
      verdict: 'DIVERGED',
      parting: { entry: place + 1 },
      segments: [{ verdict: 'PASS' }, { verdict: 'DIVERGED' }],
    });
  });

  it('says of a segment of other code that it cannot say anything, and proves the others', async () => {
    const folder = path('code');
    await lived(folder, FIRST);
    const names = [write('holder.ts', `${PIPELINE}// Another version.\n`)];
    await expect(lived(folder, MORE, { names })).rejects.toMatchObject({ code: 'RUN_CHANGED' });
    await lived(folder, MORE, { names, newSegment: 'mended' });
    const verdict = await verifyRun(folder);
    expect(verdict).toMatchObject({
      verdict: 'UNVERIFIABLE',
      reason: 'segment 1: pipeline holder is not the code that ran',
      segments: [
        { segment: 1, verdict: 'UNVERIFIABLE', decisions: 0 },
        { segment: 2, verdict: 'PASS' },
      ],
    });
    expect(verdict.segments[1]?.decisions).toBeGreaterThan(0);
  });

  it('passes where the process before it was killed in the middle of an input', async () => {
    const folder = path('killed');
    await lived(folder, FIRST);
    const recording = await resumeRecording(folder, { marketFileBytesMax: 1_000_000 });
    const event = trade({ symbol: 'A', at: BEGIN + 2_500, price: 99, size: 10 });
    // On the disk is the input, and nothing of what it led to.
    recording.append({ serial: recording.lastSerial + 1, at: event.at, input: { kind: 'market', event } });
    await recording.close();
    await lived(folder, MORE, { param: ['units=4'], newSegment: 'smaller' });
    expect(await verifyRun(folder)).toMatchObject({ verdict: 'PASS', segments: [{ inputs: 9 }, {}] });
  });
});
