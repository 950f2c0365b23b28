import { type LiveOptions, type PlannedLive, planLive } from '../../../src/cli/live/plan/plan-live.js';
import { ConfigReload } from '../../../src/cli/live/session/config-reload.js';
import { inTime } from '../../../src/cli/live/session/in-time.js';
import { startRun } from '../../../src/cli/live/session/start-run.js';
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
  /** Where trading begins. */
  readonly from?: string;
  /** What is told before lines are heard. */
  readonly history?: readonly string[];
  readonly param?: readonly string[];
  readonly set?: readonly string[];
  readonly maxBad?: string;
  /** Takes the place of what the source would open, such as standard input. */
  readonly open?: (wall: Wall, after: Place | null) => LiveFeed;
  /** Why it goes on in a new segment. */
  readonly newSegment?: string;
  /** Whose time it is; one that is driven unless said. */
  readonly wall?: Wall;
  /** Hears what is journaled. */
  readonly onEntry?: (entry: Entry) => void;
  /** Called with the loop, and what it may be told anew of its bounds, before it runs. */
  readonly meanwhile?: (loop: LiveLoop, reload: ConfigReload) => void;
}

/** What of it is of one life of the run. */
type LifeWish = Pick<PaperWish, 'folder' | 'open' | 'newSegment' | 'wall' | 'onEntry' | 'meanwhile'>;

/** The words of a command line that says no more than a wish does. */
export const paperOptions = ({ folder, source, param = [], set = [], ...said }: PaperWish): LiveOptions => {
  const { from, maxBad, history = [] } = said;
  const told = { source: [source], param, set, config: [], seed: 1, strict: false, cache: false };
  const asked = { ...(from !== undefined && { from }), ...(maxBad !== undefined && { maxBad }) };
  return { ...told, mode: 'paper', folder, history, ...asked };
};

/**
 * `millrace paper` in this process: its plan, its recording and its loop, on a wall that is driven unless
 * another is named; ended in order.
 */
export const paperHere = async (wish: PaperWish) =>
  await lived(await planLive(wish.names, paperOptions(wish)), wish);

/** One life of a run that is planned already: it begins, or is taken up again, and ends in order. */
export const lived = async (
  { content, plan, feed, readConfig }: PlannedLive,
  { folder, open, newSegment, wall = drivenWall(), onEntry, meanwhile }: LifeWish,
) => {
  const { live } = content.config;
  const entries: Entry[] = [];
  const { add, digests } = hashing();
  const { recording, engine, after, lastAt, replayed } = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: live.marketFileBytes,
    ...(newSegment === undefined ? {} : { newSegment: { who: 'me', why: newSegment } }),
    onEntry: (entry) => {
      add(entry);
      entries.push(entry);
      onEntry?.(entry);
    },
    onWarning: () => undefined,
  });
  const { torn } = recording;
  const opened = inTime((open ?? feed.open)(wall, after, lastAt), { after, lastAt }, wall);
  const reload = new ConfigReload(content.config, readConfig);
  const { bounds: settings } = reload;
  const intake = new Intake(settings);
  const loop = new LiveLoop({ engine, feed: opened, intake, recording, wall, settings, lastAt });
  meanwhile?.(loop, reload);
  try {
    await loop.run();
  } finally {
    await recording.close();
  }
  const { failures, portfolio } = engine.engine;
  const worth = portfolio.view.pipelines.reduce((sum, id) => sum + portfolio.view.equity(id), 0);
  return { entries, digests: digests(), inputs: recording.lastSerial, replayed, failures, torn, worth };
};
