import type { Config } from '../../config/schema.js';
import { resolveSettings } from '../brokers/simulated/resolve-settings.js';
import type { RuleSet } from '../brokers/simulated/rule-sets.js';
import type { RunPlan } from '../engine/run-plan.js';
import { instrumentsOf } from './instruments-of.js';

/** All of a plan that config says, and the two options that stand beside it. */
export const basePlan = (
  config: Config,
  rules: RuleSet,
  { seed, strict }: { readonly seed: number; readonly strict: boolean },
): Omit<RunPlan, 'pipelines' | 'sources' | 'coverage'> => ({
  rules,
  broker: resolveSettings(config.broker, rules.defaults ?? {}),
  limits: config.risk,
  currency: config.currency,
  benchmark: config.report.benchmark,
  instrument: instrumentsOf(config),
  seed,
  strict,
});
