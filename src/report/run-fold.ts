import { assert } from '../domain/assert.js';
import type { Cause, Entry, EntryOf } from '../domain/journal.js';
import type { Lot } from '../domain/lot.js';
import type { Marks } from '../domain/marks.js';
import { tradeFold } from '../portfolio/trades-of.js';
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
}

/** Takes a run's entries one by one, keeps what a report needs of them, and tells the results at the end. */
export interface RunFold {
  readonly add: (entry: Entry) => void;
  /** The results of the run from what was added and its marks alone. */
  readonly folded: (marks: Marks, options: FoldOptions) => FoldedRun;
}

/** Begins to fold a run: a journal of a million entries is never held. */
export const runFold = (): RunFold => {
  const trading = tradeFold();
  const fills: EntryOf<'fill'>[] = [];
  const actions: EntryOf<'action'>[] = [];
  let begin: FoldedRun['begin'] | undefined;
  let commissions = 0;
  return {
    add: (entry) => {
      trading.add(entry);
      if (entry.kind === 'begin') begin = begunBy(entry.body, begin);
      if (entry.kind === 'action') actions.push(entry);
      // What a broker outside tells of its fees later is paid like what it tells at once.
      if (entry.kind === 'adjustment' && entry.body.reason === 'fee') commissions -= entry.body.money;
      if (entry.kind !== 'fill') return;
      // No report asks why a fill was booked, and a run may have very many.
      fills.push({ ...entry, causes: NO_CAUSES });
      commissions += entry.body.commission;
    },
    folded: (marks, options) => {
      assert(begin, 'fold: a run has a begin');
      const { closed: trades, open, dividends } = trading.trades();
      const kept = { marks, trades, fills, actions, commissions, dividends };
      const facts: RunFacts = { ...kept, ...toldAt(begin), ...askedFor(options) };
      return { statistics: FORMULAS[options.formulas](facts), facts, open, begin };
    },
  };
};

/** A run of several segments began with the first of them; the others may know more instruments. */
const begunBy = (next: FoldedRun['begin'], first: FoldedRun['begin'] | undefined): FoldedRun['begin'] =>
  first ? { ...first, instruments: { ...first.instruments, ...next.instruments } } : next;

const NO_CAUSES: readonly Cause[] = [];

const toldAt = ({ pipelines, instruments, coverage }: FoldedRun['begin']) => ({
  instruments,
  symbols: Object.keys(instruments),
  warmupBars: Math.max(0, ...pipelines.map(({ warmupBars }) => warmupBars)),
  startEquity: pipelines.reduce((sum, { capital }) => sum + capital, 0),
  from: coverage.from,
});

const askedFor = ({ riskFreeRate, benchmark }: FoldOptions) => ({ riskFreeRate, benchmark });
