import { describe, expect, it } from '@jest/globals';
import { orderNames } from '../../../src/brokers/outside/order-names.js';
import { Outbox } from '../../../src/brokers/outside/outbox.js';
import type { CommandSink } from '../../../src/brokers/outside/outside-books.js';
import type { OutsideBroker } from '../../../src/brokers/outside/outside-broker.js';
import { outsideRules } from '../../../src/brokers/outside/outside-rules.js';
import { scriptedBroker } from '../../../src/brokers/scripted/scripted-broker.js';
import type { Fault } from '../../../src/brokers/scripted/venue/faults.js';
import { assemble } from '../../../src/engine/assemble.js';
import { Intake } from '../../../src/engine/live/intake.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { OutsideLine } from '../../../src/engine/live/outside-line.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import type { LiveFeed } from '../../../src/sources/live/live-feed.js';
import { recordedFeed } from '../../../src/sources/live/recorded-feed.js';
import { bar } from '../../../src/testing/bar.js';
import { readTruth } from '../../brokers/outside/campaign/oracle.js';
import { restless } from '../../brokers/outside/campaign/restless.js';
import { memorySource } from '../memory-source.js';
import { planOf } from '../play.js';
import { drivenWall } from './driven-wall.js';
import { keptRecording } from './kept-recording.js';
import { venueLine } from './venue-line.js';

const START = Date.UTC(2024, 2, 4, 15);
const SYMBOLS = ['AAA', 'BBB'];

/** Two minutes of two symbols; nobody wishes anything in the second, and nothing moves in its last half. */
const rows = Array.from({ length: 120 }, (_, n) =>
  SYMBOLS.map((symbol, k) => {
    const close = 100 + Math.round(Math.sin((Math.min(n, 90) * (k + 1)) / 5) * 100) / 100;
    return bar({ symbol, every: '1s', at: START + n * 1_000, close });
  }),
).flat();

const lived = async (faults: readonly Fault[], seed: number) => {
  const wall = drivenWall(START);
  const recording = keptRecording();
  const { line, log, price } = venueLine({ seed, faults, wall });
  const names = orderNames('liv');
  const early: string[] = [];
  const checked = {
    ...line,
    write: (text: string) => {
      const name = text.split('|')[1] ?? '';
      const written = recording.lines.findIndex((one) => one.includes(`"id":"${names.idOf(name) ?? '-'}"`));
      if (text.startsWith('NEW') && !(written >= 0 && written < recording.durableEntry)) early.push(text);
      line.write(text);
    },
  };
  const broker: OutsideBroker = scriptedBroker({ line: checked, names });
  const outbox = new Outbox({ flush: recording.flush, send: broker.send, onFailure: () => undefined });
  const make = (commands: CommandSink, read: (text: string) => void) => {
    const { add } = hashing();
    const plan = planOf({
      pipelines: { p: restless },
      params: { p: { symbols: SYMBOLS, until: START + 60_000 } },
      events: rows,
      instrument: { calendar: null },
      rules: outsideRules({ names, commands, absentGraceMs: 5_000 }),
    });
    const onEntry = (entry: Parameters<typeof add>[0]) => read(new TextDecoder().decode(add(entry)));
    return new LiveEngine(assemble(plan, { onEntry }));
  };
  const engine = make(outbox, (text) => recording.journal(text));
  const { outside: hearing } = engine.engine.broker;
  if (!hearing) throw new Error('the broker is outside');
  const told = recordedFeed({ sources: [memorySource(rows)], speed: 1, wall, after: null });
  const feed: LiveFeed = {
    ...told,
    next: async () => {
      const events = await told.next();
      for (const event of events ?? []) if (event.kind === 'bar') price(event.symbol, event.close);
      return events;
    },
  };
  const loop = new LiveLoop({
    engine,
    feed,
    intake: new Intake({ queueRows: 64, whenFull: 'block' }),
    recording,
    wall,
    settings: { sliceRows: 8, flushMs: 50, backlogBytes: 1e6, stopOrders: 'keep' },
    lastAt: null,
    outside: new OutsideLine({
      broker,
      outbox,
      hearing,
      wall,
      snapshotMs: { settled: 10_000, unsettled: 2_000 },
    }),
  });
  await loop.run();
  const again: string[] = [];
  const replay = make({ put: () => undefined, revoke: () => undefined }, (text) => again.push(text));
  for (const stamped of recording.inputs) replay.take(stamped);
  return { log, early, recording, again, portfolio: engine.engine.portfolio.view, hearing, wall };
};

describe('a live loop with a broker outside', () => {
  it.each([
    { faults: [], seed: 1 },
    { faults: ['partial-fills', 'late-fees', 'cancel-crosses-fill'], seed: 2 },
    { faults: ['duplicates', 'reordering', 'corrections'], seed: 3 },
    { faults: ['disconnects', 'delays'], seed: 4 },
  ] as const)(
    'trades there as the venue has it, and its replay decides the same: $faults',
    async (scenario) => {
      const { log, early, recording, again, portfolio, wall } = await lived(scenario.faults, scenario.seed);
      const truth = readTruth(log);
      expect(truth.arrived.size).toBeGreaterThan(3);
      expect(scenario.faults.filter((fault) => !truth.faults.has(fault))).toEqual([]);
      // A journal entry on disk comes before its command on the line.
      expect(early).toEqual([]);
      for (const symbol of SYMBOLS)
        expect(portfolio.position('p', symbol)).toBe(truth.units.get(symbol) ?? 0);
      expect([...truth.arrived.values()].filter((times) => times !== 1)).toEqual([]);
      expect(again).toEqual(recording.lines);
      expect(wall.alarms()).toBe(0);
    },
  );
});
