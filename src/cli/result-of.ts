import type { RuleSet } from '../brokers/simulated/rule-sets.js';
import type { Entry } from '../domain/journal.js';
import type { Lot } from '../domain/lot.js';
import type { Marks } from '../domain/marks.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { type FoldedRun, runFold } from '../report/run-fold.js';
import type { RunDocument, RunResult } from '../report/run-result.js';
import { tradeRow } from '../report/trade-row.js';
import { noticeFold } from './notice-fold.js';
import { version } from './version.js';

/** A result with the trades as the fold gave them, for the tables. */
export interface CliResult extends RunResult {
  readonly closed: readonly TradeRecord[];
}

/** What a result needs besides journal and marks. */
export interface ResultMeta {
  readonly run: RunDocument['run'];
  readonly rules: RuleSet;
  /** A year's rate as a fraction. */
  readonly riskFreeRate: number;
  readonly benchmark: string | null;
  /** What the sources say about themselves. */
  readonly sourceNotices: readonly string[];
}

/** Takes a run's entries one by one and tells its result at the end. */
export interface ResultFold {
  readonly add: (entry: Entry) => void;
  readonly result: (meta: ResultMeta, marks: Marks) => CliResult;
}

/** Begins to fold journal and marks into what a person reads, with where it comes from. */
export const resultFold = (): ResultFold => {
  const run = runFold();
  const notices = noticeFold();
  return {
    add: (entry) => {
      run.add(entry);
      notices.add(entry);
    },
    result: (meta, marks) => {
      const { rules, riskFreeRate, benchmark } = meta;
      const folded = run.folded(marks, { formulas: rules.statistics, riskFreeRate, benchmark });
      return resultOf(meta, folded, notices.texts());
    },
  };
};

const resultOf = (meta: ResultMeta, folded: FoldedRun, notices: readonly string[]): CliResult => {
  const { rules, riskFreeRate, benchmark } = meta;
  const { broker, risk, instruments, currency } = folded.begin;
  return {
    run: meta.run,
    statistics: folded.statistics,
    trades: folded.facts.trades.map(tradeRow),
    marks: folded.facts.marks,
    startEquity: folded.facts.startEquity,
    closed: folded.facts.trades,
    facts: folded.facts,
    open: folded.open,
    currency,
    config: { broker, risk, report: { riskFreeRate, benchmark }, instruments, notices: meta.sourceNotices },
    notModelled: rules.omissions,
    notices: [...new Set([...meta.sourceNotices, ...notices, ...openNotices(folded.open)])],
    versions: {
      millrace: version(),
      node: process.versions.node,
      'time zones': process.versions.tz ?? 'unknown',
    },
  };
};

/** The document alone, as `--json` prints it. */
export const documentOf = ({
  run,
  statistics,
  trades,
  config,
  recording,
}: CliResult): RunDocument & { config: unknown } => ({
  run,
  statistics,
  trades,
  config,
  ...(recording && { recording }),
});

/** What is still held at the end is in the equity and in no trade: that must not be overlooked. */
const openNotices = (open: readonly Lot[]): readonly string[] => {
  const held = new Map<string, number>();
  for (const { symbol, quantity } of open) held.set(symbol, (held.get(symbol) ?? 0) + quantity);
  return [...held].map(
    ([symbol, quantity]) => `still held at the end, in the equity but in no trade: ${quantity} ${symbol}`,
  );
};
