import { MillraceError } from '../../domain/millrace-error.js';
import { readRecording } from '../../recording/read-recording.js';
import type { RecordedRun, Segment } from '../../recording/recording.js';
import { openedPlan } from './opened-plan.js';
import { otherCode } from './other-code.js';
import { recordedPlan } from './recorded-plan.js';
import type { RunContent } from './run-content.js';
import { SegmentReplay } from './segment-replay.js';
import type { Missing, Outcome, SegmentVerdict, Verdict } from './verdict.js';

/**
 * Feeds a run's recording to fresh engines whose journal is closed, one for each segment, and holds every
 * entry that comes out against the one that was written, in order, byte for byte. Each segment is proved from
 * its own head, with what it says of itself and what the journal before it adds up to. It proves that live
 * decided as this code decides on these inputs; not that fills would come again.
 */
export const verifyRun = async (folder: string): Promise<Verdict> => {
  const run = await readRecording(folder, true).catch((error: unknown) => incompleteBy(error));
  if ('verdict' in run) return { ...run, segments: [] };
  const replay = new SegmentReplay(run);
  const segments: SegmentVerdict[] = [];
  try {
    for (const segment of run.segments) {
      const before = replay.compared();
      const outcome = await outcomeOf(segment, { folder, run, replay });
      segments.push(verdictOf(segment, outcome, { before, after: replay.compared() }));
      if (outcome.verdict === 'DIVERGED' || outcome.verdict === 'INCOMPLETE') return { ...outcome, segments };
    }
  } finally {
    await replay.close();
  }
  return { ...wholeOf(segments, replay), segments };
};

interface Verifying {
  readonly folder: string;
  readonly run: RecordedRun;
  readonly replay: SegmentReplay;
}

const outcomeOf = async (segment: Segment, { folder, run, replay }: Verifying): Promise<Outcome> => {
  // What a segment says of itself is what this program wrote there.
  const content = segment.content as RunContent;
  const reason = otherCode(content);
  try {
    if (reason !== null) {
      await replay.skip(segment);
      return { verdict: 'UNVERIFIABLE', reason };
    }
    const plan = await openedPlan(run, { content, plan: await recordedPlan(content), folder });
    return await replay.against(segment, plan);
  } catch (error) {
    return { ...incompleteBy(error), ...replay.compared() };
  }
};

/** What a run comes to of which every segment passed, or cannot be judged. */
const wholeOf = (segments: readonly SegmentVerdict[], replay: SegmentReplay): Outcome => {
  const compared = replay.compared();
  const other = segments.find(({ verdict }) => verdict === 'UNVERIFIABLE');
  if (other) {
    const where = segments.length === 1 ? '' : `segment ${other.segment}: `;
    return { verdict: 'UNVERIFIABLE', reason: `${where}${other.reason ?? ''}` };
  }
  if (compared.decisions > 0) return { verdict: 'PASS', ...compared };
  const missing = { from: compared.inputs + 1, to: null };
  return { verdict: 'INCOMPLETE', reason: 'nothing was decided in it', missing, ...compared };
};

/** Counts as they stood before a segment and behind it. */
interface Counted {
  readonly before: ReturnType<SegmentReplay['compared']>;
  readonly after: ReturnType<SegmentReplay['compared']>;
}

const verdictOf = (
  { segment, from, to, content }: Segment,
  outcome: Outcome,
  { before, after }: Counted,
): SegmentVerdict => {
  const { opened } = content as RunContent; // as above
  return {
    segment,
    verdict: outcome.verdict,
    reason: 'reason' in outcome ? outcome.reason : null,
    from,
    to,
    inputs: after.inputs - before.inputs,
    entries: after.entries - before.entries,
    decisions: after.decisions - before.decisions,
    opened: opened ? { who: opened.who, why: opened.why, changes: opened.changes } : null,
  };
};

/** A recording with a hole in it proves nothing; every other error is one. */
const incompleteBy = (error: unknown): { verdict: 'INCOMPLETE'; reason: string; missing: Missing } => {
  if (error instanceof MillraceError && error.code === 'RECORDING_DAMAGED') {
    const { from, to } = error.facts;
    const missing = { from: Number(from), to: typeof to === 'number' ? to : null };
    return { verdict: 'INCOMPLETE', reason: error.message, missing };
  }
  throw error;
};
