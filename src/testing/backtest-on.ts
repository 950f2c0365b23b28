import type { z } from 'zod';
import type { BrokerSettings } from '../brokers/simulated/broker-settings.js';
import { resolveSettings } from '../brokers/simulated/resolve-settings.js';
import { RULE_SETS, type RuleSet } from '../brokers/simulated/rule-sets.js';
import { type Instrument, usShare } from '../domain/instrument.js';
import type { Entry } from '../domain/journal.js';
import type { Mark } from '../domain/mark.js';
import type { MarketEvent } from '../domain/market-event.js';
import { backtest } from '../engine/backtest.js';
import { type Digests, hashing } from '../journal/journal-hash.js';
import type { Pipeline } from '../pipeline/define-pipeline.js';
import type { Feeds } from '../pipeline/feeds.js';
import type { Limits } from '../risk/limits.js';
import type { Source } from '../sources/source.js';
import { eventsSource } from './events-source.js';
import { markRows } from './mark-rows.js';

/** A run as far as a test cares; what is not told is what a run takes that nobody configured. */
export interface RunWish<S extends z.ZodType, F extends Feeds> {
  readonly pipeline: Pipeline<S, F>;
  /** As a user writes them: the pipeline's schema checks them and fills in the defaults. */
  readonly params: z.input<S>;
  /** In any order of symbols; a source instead where a test has one. */
  readonly events: readonly MarketEvent[] | Source;
  /** A rule set by its name; `realistic` if not told. */
  readonly rules?: string;
  /** Settings under `broker.`; 100,000 of cash if not told. */
  readonly broker?: Partial<BrokerSettings>;
  /** Limits under `risk.`; none if not told. */
  readonly risk?: Partial<Limits>;
  /** US shares without a calendar if not told. */
  readonly instrument?: (symbol: string) => Instrument;
  /** 1 if not told. */
  readonly seed?: number;
}

/** What a run came to. */
export interface Run {
  readonly entries: readonly Entry[];
  readonly marks: readonly Mark[];
  readonly journalHash: string;
  readonly decisionHash: string;
  /** Why the pipeline is out of the run; empty where it went to its end. */
  readonly failures: readonly Error[];
}

/**
 * Runs a pipeline over a test's events through the very engine of `millrace backtest`.
 *
 *     const { entries } = await backtestOn({ pipeline: smaCross, params: { symbols: ['SPY'] }, events });
 *     const fills = entries.filter(({ kind }) => kind === 'fill');
 */
export const backtestOn = async <S extends z.ZodType, F extends Feeds>(wish: RunWish<S, F>): Promise<Run> => {
  const { pipeline, params, seed = 1, instrument = usShare } = wish;
  const rules = ruleSetNamed(wish.rules ?? 'realistic');
  const broker = resolveSettings({ cash: 100_000, ...wish.broker }, rules.defaults ?? {});
  const entries: Entry[] = [];
  const { failures, marks } = await backtest(
    {
      pipelines: [
        { id: pipeline.name, pipeline, params: pipeline.params.parse(params), capital: broker.cash },
      ],
      sources: ['rows' in wish.events ? wish.events : eventsSource(wish.events)],
      rules,
      broker,
      limits: { ...NO_LIMITS, ...wish.risk },
      currency: 'USD',
      benchmark: null,
      instrument,
      seed,
      coverage: { from: null, to: null },
      strict: false,
    },
    { onEntry: (entry) => entries.push(entry) },
  );
  return {
    entries,
    marks: markRows(marks),
    failures,
    // Hashing takes as long as running, and few tests ask.
    get journalHash() {
      return digestsOf(entries).journalHash;
    },
    get decisionHash() {
      return digestsOf(entries).decisionHash;
    },
  };
};

const digestsOf = (entries: readonly Entry[]): Digests => {
  const hashes = hashing();
  for (const entry of entries) hashes.add(entry);
  return hashes.digests();
};

const NO_LIMITS: Limits = {
  maxOrderQuantity: null,
  maxOrderNotional: null,
  maxPositionQuantity: null,
  maxGrossNotional: null,
  maxNetNotional: null,
  maxOpenOrders: null,
  maxOrdersPerMinute: null,
  collarBps: null,
  maxDailyLossPct: null,
  maxDrawdownPct: null,
  symbols: null,
  sessionOnly: false,
};

const ruleSetNamed = (name: string): RuleSet => {
  const rules = RULE_SETS[name];
  if (rules) return rules;
  throw new RangeError(`no rule set '${name}'; there are ${Object.keys(RULE_SETS).join(', ')}`);
};
