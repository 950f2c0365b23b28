import type { Governed } from '../../control/governed.js';
import type { Flow } from '../../control/live-view.js';
import type { Intake } from '../../engine/live/intake.js';
import type { LiveEngine } from '../../engine/live/live-engine.js';
import type { LiveLoop } from '../../engine/live/live-loop.js';
import { booksView } from '../../engine/live/live-view-of.js';
import type { Tally } from '../../engine/live/tally.js';
import type { Recording } from '../../recording/recording.js';
import type { Wall } from '../../time/wall.js';
import { version } from '../version.js';

/** What a running engine is shown from. */
interface GovernedParts {
  readonly id: string;
  readonly loop: LiveLoop;
  readonly engine: LiveEngine;
  readonly intake: Intake;
  readonly recording: Recording;
  readonly wall: Wall;
  readonly tally: Tally;
}

/** A live run as people govern it. */
export const governedOf = (parts: GovernedParts): Governed => {
  const { loop, engine, wall, tally, recording } = parts;
  const begun = wall.now();
  const rate = rateOf(wall);
  return {
    say: (command, by) => loop.say(command, by),
    view: () => ({
      run: {
        id: parts.id,
        mode: 'paper',
        version: version(),
        processId: process.pid,
        uptimeMs: wall.now() - begun,
        segment: recording.segment,
      },
      flow: flowOf(parts, rate(loop.rows)),
      ...booksView(engine.engine, tally),
      fills: tally.fills,
      reasons: tally.reasons,
    }),
  };
};

const flowOf = ({ loop, engine, intake, recording, tally }: GovernedParts, rowsPerSecond: number): Flow => {
  const at = engine.engine.clock.now();
  return {
    at: Number.isFinite(at) ? at : null,
    lagMs: loop.lagMs(),
    rowsPerSecond,
    inputs: recording.lastSerial,
    rows: loop.rows,
    queued: intake.length,
    queuedMax: intake.limit,
    gaps: tally.gaps,
    late: tally.late,
    dropped: intake.dropped,
    ordersSent: tally.ordersSent,
    fills: tally.fillCount,
    refusals: tally.refusals,
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
