import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type PlannedLive, planLive } from '../../../src/cli/live/plan/plan-live.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { MarketEvent } from '../../../src/domain/market-event.js';
import type { OperatorCommand } from '../../../src/domain/operator-command.js';
import type { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { DECISIONS } from '../../../src/journal/journal-hash.js';
import { readRecording } from '../../../src/recording/read-recording.js';
import { recordedFeed, type Speed } from '../../../src/sources/live/recorded-feed.js';
import { memorySource } from '../../engine/memory-source.js';
import { seeded } from '../../hashes/seeded.js';
import { scratch } from '../scratch.js';
import { HELD_LINES, HOLDER, heldSource, PROTECTED } from './holder.js';
import { kill } from './kill.js';
import { lived, type PaperWish, paperOptions } from './paper-here.js';

const { path, write } = scratch();

/** More of them by hand. */
const KILLS = Number(process.env.MILLRACE_KILLS ?? 100);

/** Some time in which something is done at most rows. */
const LINES = HELD_LINES.slice(0, 120);
const events = LINES.map((line) => {
  const said = JSON.parse(line) as MarketEvent; // the lines are trades
  return { ...said, happenedAt: said.at };
});

const wish: PaperWish = {
  folder: path('planned'),
  names: [write('holder.ts', HOLDER), write('protected.ts', PROTECTED)],
  source: heldSource(write('rows.jsonl', LINES.map((line) => `${line}\n`).join(''))),
};

const planWith = (...set: readonly string[]): Promise<PlannedLive> =>
  planLive(wish.names, paperOptions({ ...wish, set }));

/** One that is on the disk after every few rows, and one that is in a hurry: that decides nothing. */
const often = await planWith(
  'live.sliceRows=3',
  'live.queueRows=5',
  'live.flushMs=0',
  'live.marketFileBytes=30000',
);
const seldom = await planWith('live.flushMs=400');

type Open = NonNullable<PaperWish['open']>;

/** The rows as a tape has them; people speak when so many of them are taken. */
const tape =
  (speed: Speed, people: Readonly<Record<number, () => void>> = {}): Open =>
  (wall, after) => {
    const feed = recordedFeed({ sources: [memorySource(events)], speed, wall, after });
    const taken = new Set<MarketEvent>();
    const stamp: typeof feed.stamp = (event) => {
      if (!taken.has(event)) people[taken.add(event).size]?.();
      return feed.stamp(event);
    };
    return { ...feed, stamp };
  };

type Life = Awaited<ReturnType<typeof lived>>;

/** What a run decided, and what it says that is no decision and would be there without a kill too. */
const decided = ({ digests, entries }: Life) => {
  const others = entries.filter(({ kind }) => !DECISIONS.has(kind) && kind !== 'session');
  return { hash: digests.decisionHash, others: others.map(saidOf) };
};

const lineCount = (folder: string): number =>
  readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').length - 1;

/** An entry without its place among all. */
const saidOf = ({ serial: _serial, causes: _causes, ...said }: Entry): unknown => said;

const WAYS: readonly (readonly [string, Speed | null])[] = [
  ['a file of lines', null],
  ['a tape, stepped', 'step'],
  ['a tape at 600', 600],
];

describe('a run that was killed and started again', () => {
  it.each(WAYS)('decides what one does that never was: %s', async (name, speed) => {
    const random = seeded(name.length);
    const folder = path(`whole-${name}`);
    const open = speed === null ? {} : { open: tape(speed) };
    const never = await lived(often, { folder, ...open });
    const wanted = decided(never);
    expect(never.entries.length).toBeGreaterThan(300);
    let [torn, again] = [0, 0];
    for (let count = 0; count < KILLS / 4; count += 1) {
      const copy = path(`killed-${name}-${count}`);
      cpSync(folder, copy, { recursive: true });
      let certain = kill(copy, random);
      let life = await lived(seldom, { folder: copy, ...open });
      if (life.torn) torn += 1;
      if (random() < 0.15) {
        certain = kill(copy, random, certain);
        life = await lived(seldom, { folder: copy, ...open });
        again += 1;
      }
      expect(life.inputs).toBeGreaterThan(certain);
      const { hash, others } = decided(life);
      expect(lineCount(copy)).toBe(life.entries.length);
      expect({ count, hash }).toEqual({ count, hash: wanted.hash });
      expect(others).toEqual(wanted.others);
      if (count === 0) expect(await verifyRun(copy)).toMatchObject({ verdict: 'PASS' });
      rmSync(copy, { recursive: true });
    }
    expect(torn).toBeGreaterThan(KILLS / 20);
    expect(again).toBeGreaterThan(0);
  });

  it('keeps what people had said and were told was done', async () => {
    const random = seeded(4);
    const folder = path('told');
    let loop: LiveLoop | null = null;
    const by = { who: 'ana', why: 'to see' };
    const acknowledged: number[] = [];
    const say = (command: OperatorCommand): void =>
      void loop?.say(command, by).then(({ serial }) => acknowledged.push(serial));
    const people = {
      30: () => say({ kind: 'limits', limits: { maxOrderQuantity: 3 } }),
      44: () => say({ kind: 'flatten', symbol: 'A' }),
      56: () => say({ kind: 'pause' }),
      83: () => say({ kind: 'resume' }),
    };
    const never = await lived(often, {
      folder,
      open: tape('step', people),
      meanwhile: (own) => (loop = own),
    });
    expect(acknowledged).toHaveLength(4);
    const wanted = decided(never);
    expect(wanted.others).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'operator' })]));
    for (let count = 0; count < KILLS / 4; count += 1) {
      const copy = path(`told-${count}`);
      cpSync(folder, copy, { recursive: true });
      kill(copy, random, Math.max(...acknowledged));
      const life = await lived(seldom, { folder: copy, open: tape('step') });
      expect(decided(life)).toEqual(wanted);
      rmSync(copy, { recursive: true });
    }
    const { segments } = await readRecording(folder);
    expect(segments[0]?.to).toBeGreaterThan(Math.max(...acknowledged));
  });
});
