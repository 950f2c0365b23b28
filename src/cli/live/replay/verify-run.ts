import { MillraceError } from '../../../domain/millrace-error.js';
import { readRecording } from '../../../recording/read-recording.js';
import type { RecordedRun, Segment } from '../../../recording/recording.js';
import { contentOf } from '../content/content-of.js';
import { openedPlan } from '../content/opened-plan.js';
import { otherCode } from '../content/other-code.js';
import { recordedPlan } from '../content/recorded-plan.js';
import { SegmentReplay } from './segment-replay.js';
import type { Finding, Missing, SegmentVerdict, Verdict } from './verdict.js';

/**
 * Feeds a run's recording to fresh engines whose journal is closed, one for each segment, and holds every
 * entry that comes out against the one that was written, in order, byte for byte. Each segment is proved from
 * its own head, with what it says of itself and what the journal before it adds up to. It proves that live
 * decided as this code decides on these inputs; not that fills would come again.
 */
export const verifyRun = async (folder: string): Promise<Verdict> => {
  const run = await readRecording(folder, { checksJournal: false }).catch((error: unknown) =>
    incompleteBy(error),
  );
  if ('verdict' in run) return { ...run, segments: [] };
  const replay = new SegmentReplay(run);
  const segments: SegmentVerdict[] = [];
  try {
    for (const segment of run.segments) {
      const before = replay.compared();
      const finding = await findingOf(segment, { folder, run, replay });
      segments.push(verdictOf(segment, finding, { before, after: replay.compared() }));
      if (finding.verdict === 'DIVERGED' || finding.verdict === 'INCOMPLETE') return { ...finding, segments };
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

const findingOf = async (segment: Segment, { folder, run, replay }: Verifying): Promise<Finding> => {
  const content = contentOf(segment);
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
const wholeOf = (segments: readonly SegmentVerdict[], replay: SegmentReplay): Finding => {
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

const verdictOf = (segment: Segment, finding: Finding, { before, after }: Counted): SegmentVerdict => {
  const { opened } = contentOf(segment);
  return {
    segment: segment.segment,
    verdict: finding.verdict,
    reason: 'reason' in finding ? finding.reason : null,
    from: segment.from,
    to: segment.to,
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
