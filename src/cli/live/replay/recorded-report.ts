import { MillraceError } from '../../../domain/millrace-error.js';
import type { RecordedOrigin } from '../../../report/run-result.js';
import { type CliResult, resultFold } from '../../result-of.js';
import { contentOf } from '../content/content-of.js';
import { liveRules, NOBODY } from '../content/live-rules.js';
import { recordedFacts, wishText } from './recorded-facts.js';
import { rateNotes } from './recorded-result.js';
import { type ToldRecording, toldRecording } from './told-recording.js';

/**
 * The result of a recorded run as a backtest's is, from its journal and a replay of its recording: statistics
 * and charts need what it was worth as it went, which no journal says.
 *
 * @throws MillraceError REPORT_IMPOSSIBLE where nobody knows that, and what reading a recording throws.
 */
export const recordedReport = async (folder: string): Promise<CliResult> => {
  const begun = performance.now();
  const told = await toldRecording(folder);
  const { marks, entries, fault } = told;
  if (marks === null) throw new MillraceError('REPORT_IMPOSSIBLE', { path: folder, reason: fault });
  const facts = await recordedFacts(told);
  const { run, config, content, riskFreeRate } = facts;
  const fold = resultFold();
  for (const entry of entries) fold.add(entry);
  const meta = {
    run: { ...run, elapsedMs: Math.round(performance.now() - begun) },
    rules: liveRules(content, NOBODY),
    riskFreeRate,
    benchmark: content.config.report.benchmark,
    sourceNotices: content.sources.flatMap(({ notices }) => notices),
  };
  const result = fold.result(meta, marks);
  const notices = [
    ...[...told.notes, ...rateNotes({ told, facts, marks })].map((note) => `this run ${note}`),
    ...told.doubts.map((doubt) => `verify does not pass this run: ${doubt}`),
    ...result.notices,
  ];
  return { ...result, config, notices, recording: originOf(told, content.mode) };
};

const originOf = (
  { run, doubts, decisionHash }: ToldRecording,
  mode: RecordedOrigin['mode'],
): RecordedOrigin => ({
  mode,
  replayedDecisionHash: decisionHash,
  doubts,
  segments: run.segments.map((one) => {
    const { segment, from, to, fromEntry, toEntry } = one;
    const { opened } = contentOf(one);
    const wish = opened ? wishText(opened) : null;
    return { segment, inputs: to - from + 1, entries: toEntry - fromEntry + 1, wish };
  }),
});
