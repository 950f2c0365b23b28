import { join } from 'node:path';
import { checkLimits } from '../../../config/check-limits.js';
import type { Governed } from '../../control/governed.js';
import { openControl } from '../../control/open-control.js';
import { RunLog } from '../../control/run-log.js';
import { Intake } from '../../engine/live/intake.js';
import { LiveLoop } from '../../engine/live/live-loop.js';
import { tradeFold } from '../../portfolio/trades-of.js';
import type { Recording } from '../../recording/recording.js';
import { wallClock } from '../../time/wall-clock.js';
import { exitWith } from '../exit-with.js';
import { interruption } from '../interruption.js';
import { ConfigReload } from '../live/config-reload.js';
import { governedOf } from '../live/governed-of.js';
import { type PlannedLive, planLive } from '../live/plan-live.js';
import type { RunContent } from '../live/run-content.js';
import { sessionSummary } from '../live/session-summary.js';
import { type StartedRun, startRun } from '../live/start-run.js';
import { wantedPipeline } from '../pipeline-planner.js';
import type { RunOptions } from '../plan-run.js';
import { print } from '../print.js';
import { runsFolder } from '../runs-folder.js';
import { userName } from '../user-name.js';

/** What the command line says of trading on the wall's clock. */
export interface TradeOptions extends RunOptions {
  readonly mode: RunContent['mode'];
  readonly broker?: string;
  readonly out?: string;
  readonly json: boolean;
  /** Why a run goes on in a new segment. */
  readonly newSegment?: string;
}

/**
 * `millrace paper` and `millrace live`: pipelines on the wall's clock, with a simulated broker or with one
 * outside. The same words again take the run up where it was.
 */
export const tradeCommand = async (names: readonly string[], options: TradeOptions): Promise<void> => {
  const { mode } = options;
  const ids = names.map((name) => wantedPipeline(name).id);
  const folder = options.out ?? join(runsFolder(), `${mode}-${ids.join('-')}`);
  const planned = await planLive(names, { ...options, folder });
  const { content, plan, road } = planned;
  const { live } = content.config;
  const log = new RunLog((symbol) => plan.instrument(symbol).multiplier);
  const trading = tradeFold();
  const started = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: live.marketFileBytes,
    ...(options.newSegment === undefined ? {} : { newSegment: { who: userName(), why: options.newSegment } }),
    onEntry: (entry) => {
      log.add(entry);
      trading.add(entry);
    },
    onWarning: (text) => void process.stderr.write(`${text}\n`),
  });
  const { recording, engine, replayed } = started;
  const { loop, governed } = await begin({ names: ids, planned, started, log });
  const ended = interruption();
  ended.signal.addEventListener('abort', () => loop.stop());
  try {
    const control = await openControl(folder, governed, checkLimits);
    const from = replayed === 0 ? begun(recording) : `, taken up again after ${recording.lastSerial} inputs`;
    const where = road ? ` with ${content.config.outside.broker ?? ''}` : '';
    process.stderr.write(`millrace: ${mode} trading ${ids.join(', ')}${where} in ${folder}${from}\n`);
    try {
      await loop.run();
    } finally {
      await control.close();
    }
  } finally {
    await recording.close();
    ended.dispose();
  }
  const summary = sessionSummary(governed.view(), trading.trades().closed, folder);
  await print(options.json ? `${JSON.stringify(summary.document, null, 2)}\n` : summary.text);
  for (const failure of engine.engine.failures) exitWith(failure);
};

const begun = ({ segment }: Recording): string => (segment === 1 ? '' : `, segment ${segment} begins`);

interface Beginning {
  readonly names: readonly string[];
  readonly planned: PlannedLive;
  readonly started: StartedRun;
  readonly log: RunLog;
}

/** A run that is about to hear, and what people see of it. */
const begin = async ({
  names,
  planned,
  started,
  log,
}: Beginning): Promise<{ loop: LiveLoop; governed: Governed }> => {
  const { content, feed, road } = planned;
  const { recording, engine, after, lastAt } = started;
  const { outside } = content.config;
  const reload = new ConfigReload(content.config, planned.readConfig);
  const live = reload.bounds;
  const wall = wallClock.wall();
  const intake = new Intake(live);
  const line = await road?.line({ engine, wall, flush: () => loop.flushed() });
  const parts = { engine, feed: feed.open(wall, after), intake, recording, wall, settings: live, lastAt };
  const loop: LiveLoop = new LiveLoop({ ...parts, ...(line ? { outside: line } : {}) });
  const { mode } = content;
  const broker = road ? outside.broker : null;
  const id = names.join('-');
  return {
    loop,
    governed: governedOf({ id, mode, broker, loop, engine, intake, recording, wall, log, reload }),
  };
};
