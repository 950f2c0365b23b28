import { isoText } from '../../domain/iso-text.js';
import type { BeginBody, Coverage, Entry } from '../../domain/journal.js';
import type { Marks } from '../../domain/marks.js';
import { hashing } from '../../journal/journal-hash.js';
import { tradesOf } from '../../portfolio/trades-of.js';
import type { RecordedRun } from '../../recording/recording.js';
import type { ComparedResult } from '../../report/compare/compared-run.js';
import { runFold } from '../../report/run-fold.js';
import { STATISTIC_LABELS } from '../../report/statistic-labels.js';
import type { Statistics } from '../../report/statistics/statistics.js';
import { tradeRow } from '../../report/trade-row.js';
import { riskFreeOf, riskFreeRate } from '../risk-free-of.js';
import type { HeardRows } from './heard-rows.js';
import { liveRules, NOBODY } from './live-rules.js';
import type { RunContent } from './run-content.js';

/** A recording and what was read of it. */
export interface Recorded {
  readonly run: RecordedRun;
  readonly entries: readonly Entry[];
  /** What each of its segments began with, one at least. */
  readonly begins: readonly BeginBody[];
  readonly rows: HeardRows;
}

/**
 * The result of a recorded run, as a backtest's is.
 *
 * @param marks What it was worth as it went; null where nobody knows: no statistic is known then.
 */
export const recordedResult = async (recorded: Recorded, marks: Marks | null): Promise<ComparedResult> => {
  const { run, entries, begins, rows } = recorded;
  const contents = run.segments.map(({ content }) => content as RunContent); // what this program wrote
  const [first, last, begin] = [contents[0], contents.at(-1), begins.at(-1)];
  if (!first || !last || !begin) throw new TypeError('a run that has begun has a segment and its begin');
  const coverage = rows.coverage({ from: first.coverage.from, to: last.coverage.to });
  const rate = riskFreeRate(await riskFreeOf(last.config), coverage);
  const { benchmark } = last.config.report;
  const { broker, risk, instruments } = begin;
  const notices = last.sources.flatMap((source) => source.notices);
  const told = { broker, risk, report: { riskFreeRate: rate, benchmark }, instruments, notices };
  return {
    run: runOf(recorded, { content: last, begin, coverage }),
    config: contents.length === 1 ? told : { ...told, segments: wishesOf(contents) },
    statistics: marks === null ? UNKNOWN : statisticsOf(entries, { content: last, marks, rate }),
    trades: tradesOf(entries).closed.map(tradeRow),
  };
};

interface Told {
  readonly content: RunContent;
  readonly begin: BeginBody;
  readonly coverage: Coverage;
}

const runOf = ({ entries, rows }: Recorded, { content, begin, coverage }: Told): ComparedResult['run'] => {
  const hashes = hashing();
  for (const entry of entries) hashes.add(entry);
  const { journalHash, decisionHash } = hashes.digests();
  return {
    id: journalHash.slice(0, 12),
    pipelines: begin.pipelines.map(({ id }) => id),
    params: Object.fromEntries(begin.pipelines.map(({ id, params }) => [id, params])),
    source: content.sources.map(({ uri }) => uri),
    rules: begin.rules,
    seed: begin.seed,
    version: content.code.millrace,
    startAt: coverage.from === null ? null : isoText(coverage.from),
    endAt: coverage.to === null ? null : isoText(coverage.to),
    journalHash,
    decisionHash,
    tapeHash: rows.digest(),
  };
};

/** How its later segments came to be, by their numbers. */
const wishesOf = (contents: readonly RunContent[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    contents.flatMap(({ opened }) => {
      if (!opened) return [];
      const changed = opened.changes.length === 0 ? '' : ` (${opened.changes.join(', ')})`;
      return [[opened.segment, `${opened.who}: ${opened.why}${changed}`]];
    }),
  );

interface Figuring {
  readonly content: RunContent;
  readonly marks: Marks;
  /** A year's rate as a fraction. */
  readonly rate: number;
}

const statisticsOf = (entries: readonly Entry[], { content, marks, rate }: Figuring): Statistics => {
  const fold = runFold();
  for (const entry of entries) fold.add(entry);
  const { benchmark } = content.config.report;
  const formulas = liveRules(content, NOBODY).statistics;
  return fold.folded(marks, { formulas, riskFreeRate: rate, benchmark }).statistics;
};

// The labels name every statistic once.
const UNKNOWN = Object.fromEntries(Object.keys(STATISTIC_LABELS).map((name) => [name, null])) as Record<
  keyof Statistics,
  null
>;
