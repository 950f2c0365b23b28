import type { Governed } from '../../../control/governed.js';
import type { RunLog } from '../../../control/run-log.js';
import { Intake } from '../../../engine/live/intake.js';
import { LiveLoop } from '../../../engine/live/live-loop.js';
import { wallClock } from '../../../time/wall-clock.js';
import type { PlannedLive } from '../plan/plan-live.js';
import { ConfigReload } from './config-reload.js';
import { governedOf } from './governed-of.js';
import { inTime } from './in-time.js';
import type { LivePublisher } from './live-publisher.js';
import type { StartedRun } from './start-run.js';

/** What a session is made of. */
interface SessionParts {
  /** Of the run, as people call it. */
  readonly id: string;
  readonly planned: PlannedLive;
  readonly started: StartedRun;
  readonly log: RunLog;
  readonly publisher: LivePublisher | undefined;
  /** Told why the broker is away, whenever it goes. */
  readonly onAway: (detail: string) => void;
}

/** A run between its start and its end: the loop that hears, and what people see of it and may say to it. */
interface LiveSession {
  readonly loop: LiveLoop;
  readonly governed: Governed;
}

/** Puts the loop of a started run together: its feed, its road to the broker, the bounds that may change. */
export const liveSession = async (parts: SessionParts): Promise<LiveSession> => {
  const { id, planned, started, log, publisher, onAway } = parts;
  const { content, feed, road } = planned;
  const { recording, engine, after, lastAt } = started;
  const reload = new ConfigReload(content.config, planned.readConfig);
  const { bounds: settings } = reload;
  const wall = wallClock.wall();
  const intake = new Intake(settings);
  const onDurable = (): void => publisher?.settle(recording.durableEntry);
  onDurable();
  const opened = inTime(feed.open(wall, after, lastAt), started, wall);
  const line = await road?.line({ engine, wall, flush: () => loop.flushed(), onAway });
  const loop: LiveLoop = new LiveLoop({
    engine,
    feed: opened,
    intake,
    recording,
    wall,
    settings,
    lastAt,
    onDurable,
    ...(line && { outside: line }),
  });
  const broker = road ? content.config.outside.broker : null;
  const { mode } = content;
  const governed = governedOf({ id, mode, broker, loop, engine, intake, recording, wall, log, reload });
  return { loop, governed };
};
