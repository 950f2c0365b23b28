import { assert } from '../domain/assert.js';
import type { Entry, EntryOf } from '../domain/journal.js';
import type { Mark } from '../domain/mark.js';
import type { Lot } from '../domain/portfolio-view.js';
import { tradesOf } from '../portfolio/trades-of.js';
import type { RunFacts } from './run-facts.js';
import { backtestingPy } from './statistics/backtesting-py/backtesting-py.js';
import { backtrader } from './statistics/backtrader/backtrader.js';
import { lean } from './statistics/lean/lean.js';
import { standard } from './statistics/standard/standard.js';
import type { Statistics } from './statistics/statistics.js';

/** Sets of formulas by their names. */
const FORMULAS = { 'backtesting.py': backtestingPy, backtrader, lean, standard } as const;

/** What a report is asked for besides what the journal knows. */
export interface FoldOptions {
  readonly formulas: keyof typeof FORMULAS;
  /** A year's rate as a fraction. */
  readonly riskFreeRate: number;
  readonly benchmark: string | null;
}

/** What journal and marks add up to. */
export interface FoldedRun {
  readonly statistics: Statistics;
  /** What the statistics were computed from. */
  readonly facts: RunFacts;
  /** Lots that are open at the end. */
  readonly open: readonly Lot[];
  readonly begin: EntryOf<'begin'>['body'];
  readonly end: EntryOf<'end'>['body'];
}

/** The results of a run from its journal and its marks alone. */
export const foldRun = (
  { entries, marks }: { entries: readonly Entry[]; marks: readonly Mark[] },
  options: FoldOptions,
): FoldedRun => {
  const begin = entries.find((entry) => entry.kind === 'begin')?.body;
  const end = entries.find((entry) => entry.kind === 'end')?.body;
  assert(begin && end, 'fold: a run has a begin and an end');
  const { closed: trades, open, dividends } = tradesOf(entries);
  const startEquity = begin.pipelines.reduce((sum, { capital }) => sum + capital, 0);
  const facts: RunFacts = {
    marks,
    trades,
    fills: entries.filter((entry) => entry.kind === 'fill'),
    instruments: begin.instruments,
    symbols: Object.keys(begin.instruments),
    warmupBars: Math.max(0, ...begin.pipelines.map(({ warmupBars }) => warmupBars)),
    startEquity,
    from: begin.coverage.from,
    riskFreeRate: options.riskFreeRate,
    benchmark: options.benchmark,
    commissions: commissionsOf(entries),
    actions: entries.filter((entry) => entry.kind === 'action'),
    dividends,
  };
  return { statistics: FORMULAS[options.formulas](facts), facts, open, begin, end };
};

const commissionsOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === 'fill' ? entry.body.commission : 0), 0);
