import { ToldExecutions } from '../../../brokers/outside/told-executions.js';
import { eventPrice } from '../../../domain/event-price.js';
import type { Entry } from '../../../domain/journal.js';
import { MillraceError } from '../../../domain/millrace-error.js';
import { seriesOf } from '../../../engine/feeds/series-name.js';
import { beginOf, layFoundation } from '../../../engine/foundation.js';
import type { Opening, RunPlan } from '../../../engine/run-plan.js';
import { CarryFold } from '../../../portfolio/carry-fold.js';
import type { RecordedRun } from '../../../recording/recording.js';
import { contentOf } from './content-of.js';
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
  // One that died before it heard anything left nothing of its own.
  const before = run.segments.findLast(
    ({ segment, fromEntry, toEntry }) => segment < opened.segment && toEntry >= fromEntry,
  );
  if (!before) throw impossible('nothing was decided in it yet');
  const { mode, config } = contentOf(before);
  if (mode !== content.mode) throw impossible(`it trades ${mode}, and is to trade ${content.mode}`);
  const prefix = config.outside.orderPrefix;
  if (content.mode === 'live' && prefix !== content.config.outside.orderPrefix) {
    throw impossible(`its orders are called ${prefix}-… at the broker, and outside.orderPrefix is another`);
  }
  const fold = await foldOf(run, before.segment);
  const { instruments } = beginOf(layFoundation(plan, {}));
  const wish = {
    ...opened,
    workingOrders: content.config.live.stopOrders,
    isOutside: content.mode === 'live',
    pipelines: plan.pipelines,
    currency: plan.currency,
    instruments,
    limits: { ...plan.limits },
  };
  const reason = fold.faultOf(wish);
  if (reason !== null) throw impossible(reason);
  // On paper no broker told anything, and there may be very many inputs.
  const told = content.mode === 'live' ? await toldBefore(run, opened.segment) : [];
  return withOpening(plan, { entry: fold.serial, carried: fold.carried(wish), told });
};

const withOpening = (plan: RunPlan, opening: Opening): RunPlan => ({
  ...plan,
  opening,
  // What it began with is what its profit is counted from, whatever the config says by now.
  pipelines: plan.pipelines.map((one) => {
    const account = opening.carried.accounts.find(({ pipeline }) => pipeline === one.id);
    return account ? { ...one, capital: account.capital } : one;
  }),
});

/** What a broker outside told of executions before a segment. */
const toldBefore = async (run: RecordedRun, segment: number): Promise<Opening['told']> => {
  const told = new ToldExecutions();
  for await (const inputs of run.inputs(1, segment - 1)) {
    for (const { input } of inputs) if (input.kind === 'broker') told.add(input.event);
  }
  return told.words;
};

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
      const price = eventPrice(event);
      if (price !== undefined) fold.price(event.symbol, price);
    }
  }
  return fold;
};
