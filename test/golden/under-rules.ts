import { instrumentOf } from '../../config/instrument-of.js';
import { loadConfig } from '../../config/load.js';
import { type ConfiguredBroker, resolveSettings } from '../../src/brokers/simulated/resolve-settings.js';
import { RULE_SETS } from '../../src/brokers/simulated/rule-sets.js';
import type { Instrument } from '../../src/domain/instrument.js';
import type { Entry } from '../../src/domain/journal.js';
import type { Mark } from '../../src/domain/mark.js';
import { backtest } from '../../src/engine/backtest.js';
import type { AnyPipeline } from '../../src/pipeline/define-pipeline.js';
import { openSource } from '../../src/sources/open-source.js';
import type { Source } from '../../src/sources/source.js';
import { markRows } from '../../src/testing/mark-rows.js';
import type { Bar } from '../second-engine/script.js';

const DAY_MS = 86_400_000;
const { config } = loadConfig({ mode: 'backtest' });

/** A run of one pipeline without parameters, written in the test itself. */
export interface Trial {
  readonly pipeline: AnyPipeline;
  readonly source: Source;
  readonly broker: Partial<ConfiguredBroker> & { readonly cash: number };
  /** Those of backtesting.py if not said. */
  readonly rules?: string;
  /** What its instruments are, where a US share is not meant. */
  readonly instrument?: Partial<Instrument>;
}

/** What a run leaves. */
export interface Traces {
  readonly entries: readonly Entry[];
  readonly marks: readonly Mark[];
}

/** Runs a pipeline from source to journal under another engine's rules; its failure is thrown. */
export const underRules = async ({ pipeline, source, broker, ...trial }: Trial): Promise<Traces> => {
  const { rules: name = 'backtesting.py', instrument = {} } = trial;
  const rules = RULE_SETS[name];
  if (!rules) throw new Error(`there is no rule set ${name}`);
  const entries: Entry[] = [];
  const { failures, marks } = await backtest(
    {
      pipelines: [{ id: 'test', pipeline, params: {}, capital: broker.cash }],
      sources: [source],
      rules,
      broker: resolveSettings(broker, {}),
      limits: config.risk,
      currency: config.currency,
      benchmark: null,
      instrument: (symbol) => ({ ...instrumentOf(config, symbol), ...instrument }),
      seed: 1,
      coverage: source.coverage,
      strict: true,
    },
    { onEntry: (entry) => entries.push(entry) },
  );
  if (failures[0]) throw failures[0];
  return { entries, marks: markRows(marks) };
};

/** The source that a URI names, for instruments without a calendar. */
export const sourceAt = (uri: string): Promise<Source> =>
  openSource(uri, { instrument: (symbol) => instrumentOf(config, symbol) });

/** Daily bars of one symbol, the first of them on 1970-01-01. */
export const sourceOfBars = (symbol: string, bars: readonly Bar[]): Source => ({
  uri: 'test:bars',
  series: [{ symbol, kind: 'bar', every: '1d' }],
  tz: 'UTC',
  coverage: { from: null, to: null },
  adjusted: null,
  notices: [],
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, a list is not
  async *rows() {
    yield bars.map((bar, index) => ({
      kind: 'bar' as const,
      symbol,
      start: index * DAY_MS,
      at: (index + 1) * DAY_MS,
      sessionDate: new Date(index * DAY_MS).toISOString().slice(0, 10),
      every: '1d',
      ...bar,
      volume: null,
      bid: null,
      ask: null,
    }));
  },
});
