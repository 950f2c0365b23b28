import { rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../config/load.js';
import { instrumentsOf } from '../../../src/cli/instruments-of.js';
import { verifyRun } from '../../../src/cli/live/replay/verify-run.js';
import type { ConfigReload } from '../../../src/cli/live/session/config-reload.js';
import type { Entry } from '../../../src/domain/journal.js';
import type { OperatorCommand } from '../../../src/domain/operator-command.js';
import type { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { linesFeed } from '../../../src/sources/live/lines-feed.js';
import { parseLinesUri } from '../../../src/sources/live/lines-uri.js';
import { recordedFeed } from '../../../src/sources/live/recorded-feed.js';
import { memorySource } from '../../engine/memory-source.js';
import { seeded } from '../../hashes/seeded.js';
import { scratch } from '../scratch.js';
import { anyDay, anyWords, disordered, everyPipeline, RESTLESS, SYMBOLS, WORDS } from './any-day.js';
import { type PaperWish, paperHere } from './paper-here.js';

const { path, write } = scratch();
const pipelines = everyPipeline(write('restless.ts', RESTLESS));
const declared = `lines:-?symbols=${SYMBOLS.join(',')}&kinds=trade,quote,status`;

/** More of them, and longer days, by hand. */
const SEEDS = Number(process.env.MILLRACE_PROOF_SEEDS ?? 1);
const ROUNDS = Number(process.env.MILLRACE_PROOF_ROUNDS ?? 45);

type Random = () => number;
type Way = 'lines, stepped' | 'lines, by the wall' | 'a tape, stepped' | 'a tape at 60';

/** What a run hears, and from where. */
const wayOf = (way: Way, random: Random): Pick<PaperWish, 'source' | 'open'> => {
  const events = anyDay(random, ROUNDS);
  if (way.startsWith('a tape')) {
    const sources = [memorySource(events)];
    const speed = way === 'a tape at 60' ? 60 : 'step';
    return {
      source: `${declared}&speed=step`,
      open: (wall, after) => recordedFeed({ sources, speed, wall, after }),
    };
  }
  const source = way === 'lines, stepped' ? `${declared}&speed=step` : `${declared}&graceMs=250`;
  const uri = parseLinesUri(source);
  const instrument = instrumentsOf(
    loadConfig({ mode: 'paper', files: [], environment: {}, sets: [] }).config,
  );
  const lines = disordered(random, events);
  return {
    source,
    open: (wall, after) => {
      const input = Readable.from(pieces(lines, random, way === 'lines, by the wall' ? wall.alarm : null));
      return linesFeed({ uri, instrument, input, wall, after, repeats: false });
    },
  };
};

/** Some lines at a time, cut wherever a pipe may cut them. */
async function* pieces(
  lines: readonly string[],
  random: Random,
  alarm: ((delayMs: number, ring: () => void) => unknown) | null,
): AsyncGenerator<Buffer> {
  const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  for (let from = 0; from < text.length; ) {
    const bytes = 1 + Math.floor(random() * 9_000);
    if (alarm) await new Promise<void>((resolve) => void alarm(random() * 4_000, resolve));
    yield text.subarray(from, from + bytes);
    from += bytes;
  }
}

/** How many words are said at once: one after the other some would come when the run is over. */
const CHORUS = 4;

const talk = (loop: LiveLoop, { random, reload }: { random: Random; reload: ConfigReload }): void => {
  const words = anyWords(random, 44);
  const by = { who: 'ana', why: 'to see' };
  const say = async (word: OperatorCommand): Promise<void> => {
    await loop.say(word, by);
    if (word.kind === 'reload') reload.carriedOut(word.changes);
  };
  const sayFrom = (index: number): void => {
    if (index >= words.length) return;
    void Promise.all(words.slice(index, index + CHORUS).map(say)).then(
      () => setImmediate(sayFrom, index + CHORUS),
      () => undefined,
    );
  };
  sayFrom(0);
};

const settingsOf = (random: Random, way: Way): readonly string[] => {
  const one = <T>(...choices: readonly T[]): T =>
    choices[Math.floor(random() * choices.length)] ?? (choices[0] as T);
  return [
    `live.sliceRows=${one(1, 7, 64, 1_024)}`,
    `live.flushMs=${one(0, 5, 20, 400)}`,
    `live.queueRows=${one(40, 500, 65_536)}`,
    `live.whenFull=${way.startsWith('a tape') ? 'block' : one('conflate', 'drop', 'block')}`,
    `live.stopOrders=${one('keep', 'cancel')}`,
    `live.marketFileBytes=${one(20_000, 1_000_000)}`,
    'broker.cash=10000000',
    ...(random() < 0.5 ? ['risk.maxOrdersPerMinute=3000', 'risk.maxOrderQuantity=5000'] : []),
  ];
};

/** What all runs together came to: a proof of what never happened proves nothing. */
const seen = { kinds: new Set<string>(), deciding: new Set<string>(), words: new Set<string>() };

const note = (entries: readonly Entry[]): void => {
  for (const { kind, pipeline, body } of entries) {
    seen.kinds.add(kind);
    if (kind === 'intent' && pipeline !== null) seen.deciding.add(pipeline);
    if ('command' in body && 'who' in body) seen.words.add(body.command.kind);
  }
};

describe('all pipelines, over fifty symbols, with gaps, disorder, pauses, people and reloads', () => {
  const ways: readonly Way[] = ['lines, stepped', 'lines, by the wall', 'a tape, stepped', 'a tape at 60'];

  it.each(ways)(
    'are proven over %s',
    async (way) => {
      let [inputs, entries, decisions] = [0, 0, 0];
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const random = seeded(seed * 7_919 + ways.indexOf(way));
        const folder = path(`${ways.indexOf(way)}-${seed}`);
        const set = settingsOf(random, way);
        const meanwhile: PaperWish['meanwhile'] = (loop, reload) => talk(loop, { random, reload });
        const ran = await paperHere({ folder, ...pipelines, ...wayOf(way, random), set, meanwhile });
        const verdict = await verifyRun(folder);
        rmSync(folder, { recursive: true });
        expect({ seed, set, ...verdict }).toMatchObject({
          verdict: 'PASS',
          inputs: ran.inputs,
          entries: ran.entries.length,
          decisionHash: ran.digests.decisionHash,
        });
        expect(ran.failures).toEqual([]);
        note(ran.entries);
        inputs += ran.inputs;
        entries += ran.entries.length;
        decisions += 'decisions' in verdict ? (verdict.decisions ?? 0) : 0;
      }
      expect(decisions).toBeGreaterThan(300 * SEEDS);
      if (SEEDS === 1) return;
      const counts = `${inputs} inputs, ${entries} entries, ${decisions} decisions`;
      process.stderr.write(`${way}: ${SEEDS} runs, PASS, ${counts}\n`);
    },
    SEEDS * 600_000,
  );

  it('and they all decided something, people said every word, and some rows came late', () => {
    expect([...seen.deciding].sort()).toEqual([...pipelines.ids].sort());
    expect([...seen.words].sort()).toEqual([...WORDS].sort());
    expect([...seen.kinds]).toEqual(expect.arrayContaining(['fill', 'refusal', 'notice', 'late', 'session']));
  });
});
