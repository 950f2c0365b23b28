import { join } from 'node:path';
import { checkLimits } from '../../../config/check-limits.js';
import { openControl } from '../../control/open-control.js';
import { RunLog } from '../../control/run-log.js';
import { Intake } from '../../engine/live/intake.js';
import { LiveLoop } from '../../engine/live/live-loop.js';
import { tradeFold } from '../../portfolio/trades-of.js';
import { wallClock } from '../../time/wall-clock.js';
import { exitWith } from '../exit-with.js';
import { interruption } from '../interruption.js';
import { governedOf } from '../live/governed-of.js';
import { planLive } from '../live/plan-live.js';
import { sessionSummary } from '../live/session-summary.js';
import { startRun } from '../live/start-run.js';
import { wantedPipeline } from '../pipeline-planner.js';
import type { RunOptions } from '../plan-run.js';
import { print } from '../print.js';
import { runsFolder } from '../runs-folder.js';

/** What the command line says of paper trading. */
export type PaperOptions = RunOptions & { readonly out?: string; readonly json: boolean };

/**
 * `millrace paper`: pipelines on the wall's clock with a simulated broker. The same words again take the run
 * up where it was.
 */
export const paperCommand = async (names: readonly string[], options: PaperOptions): Promise<void> => {
  const ids = names.map((name) => wantedPipeline(name).id);
  const folder = options.out ?? join(runsFolder(), `paper-${ids.join('-')}`);
  const { content, plan, feed } = await planLive(names, options);
  const { live } = content.config;
  const log = new RunLog((symbol) => plan.instrument(symbol).multiplier);
  const trading = tradeFold();
  const { recording, engine, after, lastAt, replayed } = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: live.marketFileBytes,
    onEntry: (entry) => {
      log.add(entry);
      trading.add(entry);
    },
    onWarning: (text) => void process.stderr.write(`${text}\n`),
  });
  const wall = wallClock.wall();
  const intake = new Intake(live);
  const opened = feed.open(wall, after);
  const loop = new LiveLoop({ engine, feed: opened, intake, recording, wall, settings: live, lastAt });
  const governed = governedOf({ id: ids.join('-'), loop, engine, intake, recording, wall, log });
  const ended = interruption();
  ended.signal.addEventListener('abort', () => loop.stop());
  try {
    const control = await openControl(folder, governed, checkLimits);
    const from = replayed === 0 ? '' : `, taken up again after ${recording.lastSerial} inputs`;
    process.stderr.write(`millrace: paper trading ${ids.join(', ')} in ${folder}${from}\n`);
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
