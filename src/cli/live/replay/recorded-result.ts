import type { Marks } from '../../../domain/marks.js';
import { tradesOf } from '../../../portfolio/trades-of.js';
import type { ComparedResult } from '../../../report/compare/compared-run.js';
import { runFold } from '../../../report/run-fold.js';
import { STATISTIC_LABELS } from '../../../report/statistic-labels.js';
import type { StatisticName, Statistics } from '../../../report/statistics/statistics.js';
import { tradeRow } from '../../../report/trade-row.js';
import { liveRules, NOBODY } from '../content/live-rules.js';
import { type RecordedFacts, recordedFacts } from './recorded-facts.js';
import type { ToldRecording } from './told-recording.js';

/** A recorded run as it is compared. */
interface RecordedResult {
  readonly result: ComparedResult;
  /** What must be known of it before its figures are believed, a sentence each. */
  readonly notes: readonly string[];
}

/** The result of a recorded run, as a backtest's is; no statistic is where nobody knows what it was worth. */
export const recordedResult = async (told: ToldRecording): Promise<RecordedResult> => {
  const facts = await recordedFacts(told);
  const { entries, marks, fault } = told;
  const result = {
    run: facts.run,
    config: facts.config,
    statistics: marks === null ? UNKNOWN : statisticsAt(facts.riskFreeRate, { told, facts, marks }),
    trades: tradesOf(entries).closed.map(tradeRow),
  };
  const faults = [
    ...(fault === null ? [] : [`has no figures here: ${fault}`]),
    ...(marks === null ? [] : rateNotes({ told, facts, marks })),
  ];
  return { result, notes: [...told.notes, ...faults] };
};

interface Known {
  readonly told: ToldRecording;
  readonly facts: RecordedFacts;
  readonly marks: Marks;
}

/** Which figures nobody knows without a rate that cannot be read: those that any rate would give. */
export const rateNotes = (known: Known): readonly string[] => {
  const { riskFreeRate, rateFault } = known.facts;
  if (rateFault === null) return [];
  const [without, given] = [statisticsAt(riskFreeRate, known), statisticsAt(0, known)];
  const labels = NAMES.filter((name) => without[name] === null && given[name] !== null).map(
    (name) => STATISTIC_LABELS[name][0],
  );
  return labels.length === 0 ? [] : [`has no ${labels.join(', ')} here: ${rateFault}`];
};

const statisticsAt = (riskFreeRate: number, { told, facts: { content }, marks }: Known): Statistics => {
  const fold = runFold();
  for (const entry of told.entries) fold.add(entry);
  const { benchmark } = content.config.report;
  const formulas = liveRules(content, NOBODY).statistics;
  return fold.folded(marks, { formulas, riskFreeRate, benchmark }).statistics;
};

// The labels name every statistic once.
const NAMES = Object.keys(STATISTIC_LABELS) as StatisticName[];
const UNKNOWN = Object.fromEntries(NAMES.map((name) => [name, null])) as Record<StatisticName, null>;
