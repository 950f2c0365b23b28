import type { RuleSet } from '../brokers/simulated/rule-sets.js';
import type { Entry } from '../domain/journal.js';
import type { Mark } from '../domain/mark.js';
import type { Lot } from '../domain/portfolio-view.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { foldRun } from '../report/fold-run.js';
import type { RunDocument, RunResult } from '../report/run-result.js';
import { tradeRow } from '../report/trade-row.js';
import { noticesOf } from './notices-of.js';
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

/** Folds journal and marks into what a person reads, with where it comes from. */
export const resultOf = (
  meta: ResultMeta,
  { entries, marks }: { entries: readonly Entry[]; marks: readonly Mark[] },
): CliResult => {
  const { rules, riskFreeRate, benchmark } = meta;
  const folded = foldRun({ entries, marks }, { formulas: rules.statistics, riskFreeRate, benchmark });
  const { broker, risk, instruments, currency } = folded.begin;
  return {
    run: meta.run,
    statistics: folded.statistics,
    trades: folded.facts.trades.map(tradeRow),
    marks,
    startEquity: folded.facts.startEquity,
    closed: folded.facts.trades,
    facts: folded.facts,
    open: folded.open,
    currency,
    config: { broker, risk, report: { riskFreeRate, benchmark }, instruments, notices: meta.sourceNotices },
    notModelled: rules.omissions,
    notices: [...new Set([...meta.sourceNotices, ...noticesOf(entries), ...openNotices(folded.open)])],
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
}: CliResult): RunDocument & { config: unknown } => ({
  run,
  statistics,
  trades,
  config,
});

/** What is still held at the end is in the equity and in no trade: that must not be overlooked. */
const openNotices = (open: readonly Lot[]): readonly string[] => {
  const held = new Map<string, number>();
  for (const { symbol, quantity } of open) held.set(symbol, (held.get(symbol) ?? 0) + quantity);
  return [...held].map(
    ([symbol, quantity]) => `still held at the end, in the equity but in no trade: ${quantity} ${symbol}`,
  );
};
