import { checkUsed } from '../../config/check-used.js';
import { loadConfig } from '../../config/load.js';
import { resolveSettings } from '../brokers/simulated/resolve-settings.js';
import { RULE_SETS } from '../brokers/simulated/rule-sets.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { RunPlan } from '../engine/run-plan.js';
import type { RateFrom } from '../report/mean-rate.js';
import { instrumentsOf } from './instruments-of.js';
import { openSources } from './open-sources.js';
import { planPipelines } from './plan-pipelines.js';
import { readRates } from './read-rates.js';
import { type SettingOptions, setsOf } from './sets-of.js';

/** What the command line says of a run. */
export interface RunOptions extends SettingOptions {
  readonly source: readonly string[];
  readonly param: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly seed: number;
  readonly strict: boolean;
}

/** A run as asked for on the command line, every part checked. */
export interface PlannedRun {
  readonly plan: RunPlan;
  /** A year's rate as a fraction, or rates with the day each begins to hold. */
  readonly riskFree: number | readonly RateFrom[];
}

/** From words to a run: config, rule set, pipelines with their parameters, sources. */
export const planRun = async (names: readonly string[], options: RunOptions): Promise<PlannedRun> => {
  if (options.source.length === 0) {
    const message =
      'a backtest needs a --source, such as --source "file:samples/SPY.csv?symbol=SPY&every=1d"';
    throw new MillraceError('USAGE_INVALID', { message });
  }
  const loaded = loadConfig({
    mode: 'backtest',
    files: options.config,
    environment: process.env,
    sets: setsOf(options),
  });
  const { config } = loaded;
  const rules = checkUsed(loaded, Object.values(RULE_SETS));
  const pipelines = await planPipelines(names, options.param, config.broker.cash);
  const instrument = instrumentsOf(config);
  const { sources, coverage } = await openSources(options, { instrument, pipelines });
  const plan: RunPlan = {
    pipelines,
    sources,
    rules,
    broker: resolveSettings(config.broker, rules.defaults ?? {}),
    limits: config.risk,
    currency: config.currency,
    benchmark: config.report.benchmark,
    instrument,
    seed: options.seed,
    coverage,
    strict: options.strict,
  };
  const { riskFree } = config.report;
  return { plan, riskFree: typeof riskFree === 'string' ? await readRates(riskFree) : (riskFree ?? 0) };
};
