import { checkUsed } from '../../config/check-used.js';
import { loadConfig } from '../../config/load.js';
import type { Config } from '../../config/schema.js';
import { RULE_SETS } from '../brokers/simulated/rule-sets.js';
import { usageError } from '../domain/usage-error.js';
import type { RunPlan } from '../engine/run-plan.js';
import type { PipelinePlan } from '../engine/turns/pipeline-run.js';
import { basePlan } from './base-plan.js';
import { leadMs } from './lead-ms.js';
import { openSources } from './open-sources.js';
import { pipelinePlanner } from './pipeline-planner.js';
import { type RiskFree, riskFreeOf } from './risk-free-of.js';
import { type SettingOptions, setsOf } from './sets-of.js';

/** What the command line says of a run. */
export interface RunOptions extends SettingOptions {
  readonly source: readonly string[];
  readonly param: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly seed: number;
  readonly strict: boolean;
  /** Whether large files are read by tapes of them. */
  readonly cache?: boolean;
  /** How many records of topics may be left out. */
  readonly maxBad?: string;
}

/** A run as asked for on the command line, every part checked. */
export interface PlannedRun {
  readonly plan: RunPlan;
  readonly riskFree: RiskFree;
  readonly config: Config;
}

/** What is the same for every set of parameters. */
export interface RunPlanner {
  readonly config: Config;
  readonly riskFree: RiskFree;
  readonly instrument: RunPlan['instrument'];
  /** Loads the pipelines, anew each time, and gives them the texts of `--param`. */
  readonly load: () => Promise<(params: readonly string[]) => readonly PipelinePlan[]>;
  /** A run of theirs over sources. */
  readonly run: (over: Pick<RunPlan, 'pipelines' | 'sources' | 'coverage'>) => PlannedRun;
}

/** From words to a run: config, rule set, pipelines with their parameters, sources. */
export const planRun = async (names: readonly string[], options: RunOptions): Promise<PlannedRun> => {
  const { load, config, instrument, run } = await runPlanner(names, options);
  const planned = await load();
  const pipelines = planned(options.param);
  const needs = { config, instrument, leadMs: leadMs(pipelines) };
  return run({ pipelines, ...(await openSources(options, needs)) });
};

/** From words to all of a run but its parameters and its sources. */
export const runPlanner = async (
  names: readonly string[],
  options: Omit<RunOptions, 'param'>,
): Promise<RunPlanner> => {
  if (options.source.length === 0) {
    const message =
      'a backtest needs a --source, such as --source "file:samples/SPY.csv?symbol=SPY&every=1d"';
    throw usageError(message);
  }
  const loaded = loadConfig({
    mode: 'backtest',
    files: options.config,
    environment: process.env,
    sets: setsOf(options),
  });
  const { config } = loaded;
  const rules = checkUsed(loaded, Object.values(RULE_SETS));
  const plan = basePlan(config, rules, options);
  const { instrument } = plan;
  const riskFree = await riskFreeOf(config);
  return {
    config,
    riskFree,
    instrument,
    load: async () => {
      const plan = await pipelinePlanner(names);
      return (params) => plan(params, config.broker.cash);
    },
    run: (over) => ({ plan: { ...plan, ...over }, riskFree, config }),
  };
};
