import { resolveSettings } from '../../src/brokers/simulated/resolve-settings.js';
import type { RuleSet } from '../../src/brokers/simulated/rule-sets.js';
import { type Instrument, usShare } from '../../src/domain/instrument.js';
import type { Entry, EntryKind, EntryOf } from '../../src/domain/journal.js';
import type { Mark } from '../../src/domain/mark.js';
import type { MarketEvent } from '../../src/domain/market-event.js';
import { backtest } from '../../src/engine/backtest.js';
import type { RunOutcome, RunPlan } from '../../src/engine/run-plan.js';
import type { AnyPipeline } from '../../src/pipeline/define-pipeline.js';
import type { Limits } from '../../src/risk/limits.js';
import { markRows } from '../../src/testing/mark-rows.js';
import { memorySource } from './memory-source.js';
import { NO_LIMITS } from './no-limits.js';
import { scripted } from './scripted-broker.js';

/** A run as a test asks for it; whatever it does not say is plain. */
export interface Wish extends Partial<Omit<RunPlan, 'pipelines' | 'limits' | 'broker' | 'instrument'>> {
  readonly pipelines: Readonly<Record<string, AnyPipeline>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly events?: readonly MarketEvent[];
  readonly capital?: number;
  readonly limits?: Partial<Limits>;
  readonly broker?: Partial<RunPlan['broker']>;
  readonly instrument?: Partial<Instrument>;
  readonly rules?: RuleSet;
  readonly signal?: AbortSignal;
}

/** Everything that can be seen of a run. */
export interface Played {
  readonly outcome: RunOutcome;
  readonly entries: readonly Entry[];
  readonly marks: readonly Mark[];
  readonly warnings: readonly string[];
  /** Entries of one kind. */
  readonly all: <K extends EntryKind>(kind: K) => readonly EntryOf<K>[];
}

/**
 * Runs pipelines by name through the whole engine, over events in memory, with a broker that fills at once.
 */
export const play = async (wish: Wish): Promise<Played> => {
  const entries: Entry[] = [];
  const warnings: string[] = [];
  const outcome = await backtest(planOf(wish), {
    onEntry: (entry) => entries.push(entry),
    onWarning: (text) => warnings.push(text),
    ...(wish.signal ? { signal: wish.signal } : {}),
  });
  const all = <K extends EntryKind>(kind: K) =>
    entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);
  return { outcome, entries, marks: markRows(outcome.marks), warnings, all };
};

/** The plan of a wish. */
export const planOf = (wish: Wish): RunPlan => {
  const {
    pipelines,
    params = {},
    events = [],
    capital = 100_000,
    limits,
    broker,
    instrument,
    ...rest
  } = wish;
  return {
    sources: [memorySource(events)],
    rules: scripted(),
    currency: 'USD',
    benchmark: null,
    seed: 1,
    coverage: { from: null, to: null },
    strict: false,
    ...rest,
    pipelines: Object.entries(pipelines).map(([id, pipeline]) => ({
      id,
      pipeline,
      params: params[id] ?? {},
      capital,
    })),
    broker: resolveSettings({ cash: capital * Object.keys(pipelines).length, ...broker }, {}),
    limits: { ...NO_LIMITS, ...limits },
    instrument: (symbol) => ({ ...usShare(symbol), ...instrument }),
  };
};
