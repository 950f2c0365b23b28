import { checkUsed } from '../../../config/check-used.js';
import { loadConfig } from '../../../config/load.js';
import { RULE_SETS } from '../../brokers/simulated/rule-sets.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { RunPlan } from '../../engine/run-plan.js';
import { basePlan } from '../base-plan.js';
import { leadMs } from '../lead-ms.js';
import { pipelinePlanner } from '../pipeline-planner.js';
import type { RunOptions } from '../plan-run.js';
import { setsOf } from '../sets-of.js';
import { planFeed } from './plan-feed.js';
import type { PlannedFeed } from './planned-feed.js';
import { runCode } from './run-code.js';
import type { RunContent } from './run-content.js';

/** A live run as asked for on the command line, every part checked. */
export interface PlannedLive {
  readonly content: RunContent;
  readonly plan: RunPlan;
  readonly feed: PlannedFeed;
}

/** From words to a live run: config, rule set, pipelines with their parameters, what it follows. */
export const planLive = async (names: readonly string[], options: RunOptions): Promise<PlannedLive> => {
  if (options.source.length === 0) {
    const message = 'paper trading needs a --source, such as --source "tape:day.arrow?speed=60"';
    throw new MillraceError('USAGE_INVALID', { message });
  }
  const environment = process.env;
  const loaded = loadConfig({ mode: 'paper', files: options.config, environment, sets: setsOf(options) });
  const { config } = loaded;
  const rules = checkUsed(loaded, Object.values(RULE_SETS));
  if (rules.sizesAtFill) {
    const reason = `rules ${rules.name} size orders at the fill, which nobody can outside of a backtest`;
    throw new MillraceError('CONFIG_INVALID', { place: 'rules', reason });
  }
  const base = basePlan(config, rules, options);
  const pipelines = (await pipelinePlanner(names))(options.param, config.broker.cash);
  const feed = await planFeed(options, {
    config,
    instrument: base.instrument,
    leadMs: leadMs(pipelines),
  });
  const { sources, coverage } = feed;
  const content: RunContent = {
    v: 1,
    mode: 'paper',
    pipelines: names,
    params: options.param,
    config,
    seed: options.seed,
    strict: options.strict,
    coverage,
    sources: sources.map(({ uri, series, tz, coverage, adjusted, notices }) => {
      return { uri, series, tz, coverage, adjusted, notices };
    }),
    code: runCode(names),
  };
  return { content, plan: { ...base, pipelines, sources, coverage }, feed };
};
