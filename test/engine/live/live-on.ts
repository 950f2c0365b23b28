import type { Stamped } from '../../../src/domain/input.js';
import type { Entry } from '../../../src/domain/journal.js';
import { assemble } from '../../../src/engine/assemble.js';
import { Intake, type IntakeSettings } from '../../../src/engine/live/intake.js';
import { LiveEngine } from '../../../src/engine/live/live-engine.js';
import { LiveLoop, type LiveSettings } from '../../../src/engine/live/live-loop.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import type { LiveFeed } from '../../../src/sources/live/live-feed.js';
import { recordedFeed, type Speed } from '../../../src/sources/live/recorded-feed.js';
import { planOf, type Wish } from '../play.js';
import { drivenWall } from './driven-wall.js';
import { keptRecording } from './kept-recording.js';
import { replayInputs } from './replay-inputs.js';

const textOf = (line: Uint8Array): string => new TextDecoder().decode(line);

const SETTINGS: LiveSettings & IntakeSettings = {
  queueRows: 64,
  whenFull: 'block',
  sliceRows: 5,
  flushMs: 20,
  backlogBytes: 1_000_000,
  stopOrders: 'keep',
};

/** A wish for a live run over events. */
export interface LiveWish extends Wish {
  readonly speed?: Speed;
  readonly settings?: Partial<LiveSettings & IntakeSettings>;
  /** How what the feed has comes to the loop; as it is unless said. */
  readonly through?: (feed: LiveFeed) => LiveFeed;
  /** Called with the loop and its recording before it runs. */
  readonly meanwhile?: (loop: LiveLoop, recording: ReturnType<typeof keptRecording>) => void;
}

/** Runs pipelines live over events, with a wall that is driven, and gives all that was kept. */
export const liveOn = async ({ speed = 'step', settings, through, meanwhile, ...wish }: LiveWish) => {
  const plan = planOf(wish);
  const wall = drivenWall();
  const begun = wall.now();
  const recording = keptRecording();
  const entries: Entry[] = [];
  const { add, digests } = hashing();
  const engine = new LiveEngine(
    assemble(plan, {
      onEntry: (entry) => {
        entries.push(entry);
        recording.journal(textOf(add(entry)));
      },
    }),
  );
  const all = { ...SETTINGS, ...settings };
  const feed = recordedFeed({ sources: plan.sources, speed, wall, after: null, from: plan.coverage.from });
  const loop = new LiveLoop({
    engine,
    feed: through?.(feed) ?? feed,
    intake: new Intake(all),
    recording,
    wall,
    settings: all,
    lastAt: null,
  });
  meanwhile?.(loop, recording);
  await loop.run();
  return { entries, recording, digests: digests(), alarms: wall.alarms(), passedMs: wall.now() - begun };
};

/** Feeds recorded inputs to engines of the same wish, and gives the lines of its journal. */
export const replayed = async (wish: Wish, inputs: readonly Stamped[]): Promise<readonly string[]> => {
  const lines: string[] = [];
  const { add } = hashing();
  const engine = new LiveEngine(
    assemble(planOf(wish), { onEntry: (entry) => lines.push(textOf(add(entry))) }),
  );
  await replayInputs(engine, portions(inputs));
  return lines;
};

async function* portions(inputs: readonly Stamped[]): AsyncGenerator<readonly Stamped[]> {
  for (let from = 0; from < inputs.length; from += 7) {
    await Promise.resolve();
    yield inputs.slice(from, from + 7);
  }
}
