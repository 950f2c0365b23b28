import { type LiveOptions, type PlannedLive, planLive } from '../../../src/cli/live/plan-live.js';
import { startRun } from '../../../src/cli/live/start-run.js';
import type { Entry } from '../../../src/domain/journal.js';
import { Intake } from '../../../src/engine/live/intake.js';
import { LiveLoop } from '../../../src/engine/live/live-loop.js';
import { hashing } from '../../../src/journal/journal-hash.js';
import type { LiveFeed, Place } from '../../../src/sources/live/live-feed.js';
import type { Wall } from '../../../src/time/wall.js';
import { drivenWall } from '../../engine/live/driven-wall.js';

/** What is asked for by paper trading in this process. */
export interface PaperWish {
  readonly folder: string;
  readonly names: readonly string[];
  readonly source: string;
  readonly param?: readonly string[];
  readonly set?: readonly string[];
  /** Takes the place of what the source would open, such as standard input. */
  readonly open?: (wall: Wall, after: Place | null) => LiveFeed;
  /** Called with the loop before it runs. */
  readonly meanwhile?: (loop: LiveLoop) => void;
}

/** The words of a command line that says no more than a wish does. */
export const paperOptions = ({ folder, source, param = [], set = [] }: PaperWish): LiveOptions => {
  const told = { source: [source], param, set, config: [], seed: 1, strict: false, cache: false };
  return { ...told, mode: 'paper', folder };
};

/**
 * `millrace paper` in this process: its plan, its recording and its loop, on a wall that is driven; ended in
 * order.
 */
export const paperHere = async (wish: PaperWish) =>
  await lived(await planLive(wish.names, paperOptions(wish)), wish);

/** One life of a run that is planned already: it begins, or is taken up again, and ends in order. */
export const lived = async (
  { content, plan, feed }: PlannedLive,
  { folder, open, meanwhile }: Pick<PaperWish, 'folder' | 'open' | 'meanwhile'>,
) => {
  const { live } = content.config;
  const entries: Entry[] = [];
  const { add, digests } = hashing();
  const { recording, engine, after, lastAt, replayed } = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: live.marketFileBytes,
    onEntry: (entry) => {
      add(entry);
      entries.push(entry);
    },
    onWarning: () => undefined,
  });
  const { torn } = recording;
  const wall = drivenWall();
  const opened = (open ?? feed.open)(wall, after);
  const intake = new Intake(live);
  const loop = new LiveLoop({ engine, feed: opened, intake, recording, wall, settings: live, lastAt });
  meanwhile?.(loop);
  try {
    await loop.run();
  } finally {
    await recording.close();
  }
  const { failures } = engine.engine;
  return { entries, digests: digests(), inputs: recording.lastSerial, replayed, failures, torn };
};
