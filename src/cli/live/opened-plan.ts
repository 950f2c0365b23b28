import type { CarriedBody } from '../../domain/carried-body.js';
import type { Entry } from '../../domain/journal.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { seriesOf } from '../../engine/feeds/series-name.js';
import { beginOf, layFoundation } from '../../engine/foundation.js';
import type { RunPlan } from '../../engine/run-plan.js';
import { CarryFold } from '../../portfolio/carry-fold.js';
import type { RecordedRun } from '../../recording/recording.js';
import type { RunContent } from './run-content.js';

/**
 * The plan of a segment with what it takes over: a fold of the journal of the segment before, whose own head
 * says what that one took over.
 *
 * @throws MillraceError SEGMENT_IMPOSSIBLE.
 */
export const openedPlan = async (
  run: RecordedRun,
  { content, plan, folder }: { content: RunContent; plan: RunPlan; folder: string },
): Promise<RunPlan> => {
  const { opened } = content;
  if (!opened) return plan;
  const impossible = (reason: string): MillraceError =>
    new MillraceError('SEGMENT_IMPOSSIBLE', { path: folder, reason });
  if (content.mode === 'live') throw impossible(NOT_CARRIED);
  // One that died before it heard anything left nothing of its own.
  const before = run.segments.findLast(
    ({ segment, fromEntry, toEntry }) => segment < opened.segment && toEntry >= fromEntry,
  );
  if (!before) throw impossible('nothing was decided in it yet');
  const fold = await foldOf(run, before.segment);
  const { instruments } = beginOf(layFoundation(plan, {}));
  const wish = {
    ...opened,
    workingOrders: content.config.live.stopOrders,
    pipelines: plan.pipelines,
    currency: plan.currency,
    instruments,
    limits: { ...plan.limits },
  };
  const reason = fold.faultOf(wish);
  if (reason !== null) throw impossible(reason);
  return withOpening(plan, { entry: fold.serial, carried: fold.carried(wish) });
};

/** What a broker outside may still say of orders hangs on the segment that sent them. */
const NOT_CARRIED =
  'what a broker outside has at work and holds is not carried yet; when nothing is open, end it and begin ' +
  'another run with an --out of its own';

const withOpening = (plan: RunPlan, opening: { entry: number; carried: CarriedBody }): RunPlan => ({
  ...plan,
  opening,
  // What it began with is what its profit is counted from, whatever the config says by now.
  pipelines: plan.pipelines.map((one) => {
    const account = opening.carried.accounts.find(({ pipeline }) => pipeline === one.id);
    return account ? { ...one, capital: account.capital } : one;
  }),
});

/** What a segment came to, by its journal, and the last prices that it heard. */
const foldOf = async (run: RecordedRun, segment: number): Promise<CarryFold> => {
  const fold = new CarryFold();
  for await (const lines of run.journalLines(segment, segment)) {
    // The recording's hashes say that it is what this program wrote.
    for (const line of lines) fold.add(JSON.parse(line) as Entry);
  }
  for await (const inputs of run.inputs(segment, segment)) {
    for (const { input } of inputs) {
      if (input.kind !== 'market') continue;
      const { event } = input;
      const match = fold.matchOn[event.symbol];
      const isMadeOf = event.kind === 'trade' && match?.startsWith('bar:') === true;
      if (match !== seriesOf(event) && !isMadeOf) continue;
      if (event.kind === 'bar') fold.price(event.symbol, event.close);
      else if (event.kind === 'trade') fold.price(event.symbol, event.price);
      else if (event.kind === 'quote') fold.price(event.symbol, (event.bid + event.ask) / 2);
    }
  }
  return fold;
};
