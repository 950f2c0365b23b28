import { join } from 'node:path';
import { checkLimits } from '../../../config/check-limits.js';
import type { Governed } from '../../control/governed.js';
import { openControl } from '../../control/open-control.js';
import { RunLog } from '../../control/run-log.js';
import { Intake } from '../../engine/live/intake.js';
import { LiveLoop } from '../../engine/live/live-loop.js';
import { tradeFold } from '../../portfolio/trades-of.js';
import { wallClock } from '../../time/wall-clock.js';
import { exitWith } from '../exit-with.js';
import { interruption } from '../interruption.js';
import { liveJournalTo } from '../journal-to.js';
import { ConfigReload } from '../live/config-reload.js';
import { governedOf } from '../live/governed-of.js';
import type { LivePublisher } from '../live/live-publisher.js';
import { type PlannedLive, planLive } from '../live/plan-live.js';
import type { RunContent } from '../live/run-content.js';
import { sessionSummary } from '../live/session-summary.js';
import { type StartedRun, type StartParts, startRun } from '../live/start-run.js';
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
  readonly journalTo?: string;
  /** Why a run goes on in a new segment. */
  readonly newSegment?: string;
}

/**
 * `millrace paper` and `millrace live`: pipelines on the wall's clock, with a simulated broker or with one
 * outside. The same words again take the run up where it was.
 */
export const tradeCommand = async (names: readonly string[], options: TradeOptions): Promise<void> => {
  const ids = names.map((name) => wantedPipeline(name).id);
  const folder = options.out ?? join(runsFolder(), `${options.mode}-${ids.join('-')}`);
  const planned = await planLive(names, { ...options, folder });
  const { content, plan, road } = planned;
  const log = new RunLog((symbol) => plan.instrument(symbol).multiplier);
  const trading = tradeFold();
  const journal = await liveJournalTo(options.journalTo, { config: content.config, folder });
  const started = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: content.config.live.marketFileBytes,
    ...wordOf(options),
    onEntry: (entry) => {
      log.add(entry);
      trading.add(entry);
    },
    onWarning: say,
    ...(journal && { publisher: journal.publisher }),
  });
  const { recording, engine } = started;
  const { loop, governed } = await begin({
    names: ids,
    planned,
    started,
    log,
    publisher: journal?.publisher,
  });
  const ended = interruption();
  ended.signal.addEventListener('abort', () => loop.stop());
  try {
    const control = await openControl(folder, governed, checkLimits);
    const from = begun(started);
    const where = road ? ` with ${content.config.outside.broker ?? ''}` : '';
    say(`millrace: ${options.mode} trading ${ids.join(', ')}${where} in ${folder}${from}`);
    try {
      await loop.run();
    } finally {
      await control.close();
    }
  } finally {
    await recording.close();
    journal?.publisher.settle(recording.durableEntry);
    ended.dispose();
  }
  await tell(sessionSummary(governed.view(), trading.trades().closed, folder), options);
  for (const failure of engine.engine.failures) exitWith(failure);
  await journal?.sink.close();
};

const tell = async (
  { document, text }: ReturnType<typeof sessionSummary>,
  { json }: Pick<TradeOptions, 'json'>,
): Promise<void> => {
  await print(json ? `${JSON.stringify(document, null, 2)}\n` : text);
};

/** Somebody wishes for a new segment, or nobody does. */
const wordOf = ({ newSegment }: TradeOptions): Pick<StartParts, 'newSegment'> =>
  newSegment === undefined ? {} : { newSegment: { who: userName(), why: newSegment } };

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const begun = ({ recording, replayed }: StartedRun): string => {
  if (replayed > 0) return `, taken up again after ${recording.lastSerial} inputs`;
  return recording.segment === 1 ? '' : `, segment ${recording.segment} begins`;
};

interface Beginning {
  readonly names: readonly string[];
  readonly planned: PlannedLive;
  readonly started: StartedRun;
  readonly log: RunLog;
  readonly publisher: LivePublisher | undefined;
}

/** A run that is about to hear, and what people see of it. */
const begin = async ({
  names,
  planned,
  started,
  log,
  publisher,
}: Beginning): Promise<{ loop: LiveLoop; governed: Governed }> => {
  const { content, feed, road } = planned;
  const { recording, engine, after, lastAt } = started;
  const { outside } = content.config;
  const reload = new ConfigReload(content.config, planned.readConfig);
  const live = reload.bounds;
  const wall = wallClock.wall();
  const intake = new Intake(live);
  const onDurable = (): void => publisher?.settle(recording.durableEntry);
  onDurable();
  const line = await road?.line({ engine, wall, flush: () => loop.flushed() });
  const parts = {
    engine,
    feed: feed.open(wall, after),
    intake,
    recording,
    wall,
    settings: live,
    lastAt,
    onDurable,
  };
  const loop: LiveLoop = new LiveLoop({ ...parts, ...(line ? { outside: line } : {}) });
  const { mode } = content;
  const broker = road ? outside.broker : null;
  const id = names.join('-');
  return {
    loop,
    governed: governedOf({ id, mode, broker, loop, engine, intake, recording, wall, log, reload }),
  };
};
