import { join } from 'node:path';
import { checkLimits } from '../../../config/check-limits.js';
import type { Governed } from '../../control/governed.js';
import { openControl } from '../../control/open-control.js';
import { RunLog } from '../../control/run-log.js';
import { assert } from '../../domain/assert.js';
import type { EntryOf } from '../../domain/journal.js';
import { fill } from '../../domain/millrace-error.js';
import { OUTCOMES } from '../../domain/outcome-codes.js';
import { RunTotals } from '../../portfolio/run-totals.js';
import { exitWith } from '../exit-with.js';
import { interruption } from '../interruption.js';
import { liveJournalTo, publishing } from '../journal-to.js';
import type { RunContent } from '../live/content/run-content.js';
import { type PlannedLive, planLive } from '../live/plan/plan-live.js';
import type { LivePublisher } from '../live/session/live-publisher.js';
import { liveSession } from '../live/session/live-session.js';
import { sessionSummary } from '../live/session/session-summary.js';
import { type StartedRun, type StartParts, startRun } from '../live/session/start-run.js';
import { wantedPipeline } from '../pipeline-planner.js';
import type { RunOptions } from '../plan-run.js';
import { print } from '../print.js';
import { runsFolder } from '../runs-folder.js';
import { userName } from '../user-name.js';

/** What the command line says of trading on the wall's clock. */
export interface TradeOptions extends RunOptions {
  readonly mode: RunContent['mode'];
  readonly broker?: string;
  readonly history?: readonly string[];
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
  const journal = await liveJournalTo(options.journalTo, { config: planned.content.config, folder });
  const trading = { ids, folder, planned, publisher: journal?.publisher };
  await publishing(journal?.sink ?? null, () => trade(trading, options));
};

/** A run that is about to be started. */
interface Trading {
  /** Of its pipelines. */
  readonly ids: readonly string[];
  readonly folder: string;
  readonly planned: PlannedLive;
  readonly publisher: LivePublisher | undefined;
}

const trade = async (trading: Trading, options: TradeOptions): Promise<void> => {
  const { folder, planned, publisher } = trading;
  const { content, plan } = planned;
  const log = new RunLog(new RunTotals((symbol) => plan.instrument(symbol).multiplier));
  const started = await startRun({
    folder,
    content,
    plan,
    marketFileBytes: content.config.live.marketFileBytes,
    ...wordOf(options),
    onEntry: (entry) => {
      log.add(entry);
      if (entry.kind === 'halt') say(outText(entry));
    },
    onWarning: say,
    ...(publisher && { publisher }),
  });
  const { recording, engine } = started;
  const { tally } = engine.engine.portfolio;
  assert(tally, 'a live run bounds what it remembers, and counts its trades');
  const ended = interruption();
  const governed = await untilOver(trading, { started, log, signal: ended.signal }).finally(async () => {
    await recording.close();
    publisher?.settle(recording.durableEntry);
    ended.dispose();
  });
  await tell(sessionSummary(governed.view(), tally, folder), options);
  for (const failure of engine.engine.failures) exitWith(failure);
};

/** Has a run hear until its source or somebody ends it; gives how it stands then. */
const untilOver = async (
  { ids, folder, planned, publisher }: Trading,
  { started, log, signal }: { started: StartedRun; log: RunLog; signal: AbortSignal },
): Promise<Governed> => {
  const onAway = (detail: string): void => say(`millrace: the broker is away: ${detail}`);
  const parts = { id: ids.join('-'), planned, started, log, publisher, onAway };
  const { loop, governed } = await liveSession(parts);
  // Somebody may have wished for its end while it was put together.
  if (signal.aborted) loop.stop();
  signal.addEventListener('abort', () => loop.stop());
  const control = await openControl(folder, governed, checkLimits);
  const { mode, config } = planned.content;
  const where = planned.road ? ` with ${config.outside.broker ?? ''}` : '';
  say(`millrace: ${mode} trading ${ids.join(', ')}${where} in ${folder}${begun(started)}`);
  try {
    await loop.run();
  } finally {
    await control.close();
  }
  return governed;
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

/** The run stays up, so that whoever looks after it hears of it now and not at its end. */
const outText = ({ pipeline, body: { code, facts } }: EntryOf<'halt'>): string =>
  `millrace: ${pipeline ?? ''} is out of the run, which stays up: ${fill(OUTCOMES[code], facts)}`;

const begun = ({ recording, replayed }: StartedRun): string => {
  if (replayed > 0) return `, taken up again after ${recording.lastSerial} inputs`;
  return recording.segment === 1 ? '' : `, segment ${recording.segment} begins`;
};
