import { STATISTIC_LABELS } from '../statistic-labels.js';
import type { StatisticName } from '../statistics/statistics.js';
import type { ComparedRun } from './compared-run.js';
import { type ConfigChange, configChanges } from './config-changes.js';
import { type Parting, parting } from './parting.js';
import { type TradeChanges, tradeChanges } from './trade-changes.js';

/** A statistic of both runs; null where it cannot be computed. */
export interface StatisticChange {
  readonly name: StatisticName;
  readonly a: number | null;
  readonly b: number | null;
  /** b - a. */
  readonly difference: number | null;
}

/** The document that `compare --json` prints. */
export interface Comparison {
  readonly a: NamedRun;
  readonly b: NamedRun;
  readonly config: readonly ConfigChange[];
  /** Null where all decisions are the same. */
  readonly parting: Parting | null;
  readonly statistics: readonly StatisticChange[];
  readonly trades: TradeChanges;
}

/** A run by where it lies and what it is. */
export interface NamedRun {
  readonly dir: string;
  readonly id: string;
  readonly decisionHash: string;
  /** What must be known of it before its figures are believed. */
  readonly notes: readonly string[];
}

/** What was changed between two runs, where they part, and what that did to the result. */
export const compareRuns = (a: ComparedRun, b: ComparedRun): Comparison => ({
  a: namedRun(a),
  b: namedRun(b),
  config: configChanges(a.result, b.result),
  parting: parting(a.decisions, b.decisions),
  statistics: NAMES.map((name) => statisticChange(name, a, b)),
  trades: tradeChanges(a.result.trades, b.result.trades),
});

// The labels name every statistic once.
const NAMES = Object.keys(STATISTIC_LABELS) as StatisticName[];

const namedRun = ({ dir, result: { run }, notes }: ComparedRun): NamedRun => ({
  dir,
  id: run.id,
  decisionHash: run.decisionHash,
  notes,
});

const statisticChange = (name: StatisticName, a: ComparedRun, b: ComparedRun): StatisticChange => {
  const [own, other] = [a.result.statistics[name], b.result.statistics[name]];
  return { name, a: own, b: other, difference: own === null || other === null ? null : other - own };
};
