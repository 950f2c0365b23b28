import type { Governed } from '../../../control/governed.js';
import { liveViewOf, type Seen } from '../../../control/live-view-of.js';
import type { RunLog } from '../../../control/run-log.js';
import type { Intake } from '../../../engine/live/intake.js';
import type { LiveEngine } from '../../../engine/live/live-engine.js';
import type { LiveLoop } from '../../../engine/live/live-loop.js';
import type { Recording } from '../../../recording/recording.js';
import type { Wall } from '../../../time/wall.js';
import { version } from '../../version.js';
import type { RunContent } from '../content/run-content.js';
import { closedExchanges } from './closed-exchanges.js';
import type { ConfigReload } from './config-reload.js';

/** What a running engine is shown from. */
interface GovernedParts {
  readonly id: string;
  readonly mode: RunContent['mode'];
  /** The URI of a broker outside; null where it is simulated. */
  readonly broker: string | null;
  readonly loop: LiveLoop;
  readonly engine: LiveEngine;
  readonly intake: Intake;
  readonly recording: Recording;
  readonly wall: Wall;
  readonly log: RunLog;
  readonly reload: ConfigReload;
}

/** A live run as people govern it. */
export const governedOf = (parts: GovernedParts): Governed => {
  const { loop, engine: live, wall, log, recording } = parts;
  const { engine } = live;
  const { plan, portfolio, market, limits } = engine;
  const capital = plan.pipelines.reduce((sum, one) => sum + one.capital, 0);
  const begun = wall.now();
  const rate = rateOf(wall);
  return {
    say: async (command, by) => {
      if (command.kind !== 'reload') return await loop.say(command, by);
      const changes = parts.reload.changes();
      const answer = await loop.say({ kind: 'reload', changes }, by);
      parts.reload.carriedOut(changes);
      return answer;
    },
    view: () =>
      liveViewOf({
        log,
        portfolio: portfolio.view,
        market,
        multiplierOf: (symbol) => plan.instrument(symbol).multiplier,
        currency: plan.currency,
        capital,
        limits,
        isWarming: (pipeline) => engine.isWarming(pipeline, null),
        latched: engine.latched,
        closed: () =>
          closedExchanges(engine.feeds.symbols, {
            calendar: engine.sessions.calendar,
            at: engine.clock.now(),
          }),
        outside: outsideOf(parts),
        run: {
          id: parts.id,
          mode: parts.mode,
          version: version(),
          processId: process.pid,
          uptimeMs: wall.now() - begun,
          segment: recording.segment,
        },
        flow: flowOf(parts, rate(loop.rows)),
      }),
  };
};

const outsideOf = ({ broker, engine }: GovernedParts): Seen['outside'] => {
  const { outside } = engine.engine.broker;
  return broker === null || !outside ? null : { broker, ...outside };
};

const flowOf = ({ loop, engine, intake, recording }: GovernedParts, rowsPerSecond: number): Seen['flow'] => {
  const at = engine.engine.clock.now();
  return {
    at: Number.isFinite(at) ? at : null,
    lagMs: loop.lagMs(),
    rowsPerSecond,
    inputs: recording.lastSerial,
    rows: loop.rows,
    queued: intake.length,
    queuedMax: intake.limit,
    dropped: intake.dropped,
  };
};

/** Rows a second between two looks. */
const rateOf = (wall: Wall): ((rows: number) => number) => {
  let last = { rows: 0, at: wall.now() };
  return (rows) => {
    const at = wall.now();
    const rate = at > last.at ? ((rows - last.rows) * 1_000) / (at - last.at) : 0;
    last = { rows, at };
    return rate;
  };
};
