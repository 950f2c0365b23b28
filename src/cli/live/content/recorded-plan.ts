import { configSchema } from '../../../../config/schema.js';
import type { RunPlan } from '../../../engine/run-plan.js';
import type { Source } from '../../../sources/source.js';
import { basePlan } from '../../base-plan.js';
import { pipelinePlanner } from '../../pipeline-planner.js';
import { liveRules, NOBODY } from './live-rules.js';
import type { RunContent, SourceFacts } from './run-content.js';

/** The plan of a segment, from what it says of itself: whoever replays it needs nothing else. */
export const recordedPlan = async (content: RunContent): Promise<RunPlan> => {
  const config = configSchema.parse(content.config);
  const rules = liveRules({ mode: content.mode, config }, NOBODY);
  const planned = await pipelinePlanner(content.pipelines);
  return {
    ...basePlan(config, rules, content),
    pipelines: planned(content.params, config.broker.cash),
    sources: content.sources.map(declaredSource),
    coverage: content.coverage,
    finishedOrders: config.live.finishedOrders,
  };
};

/** A source as far as planning asks: its rows come from the recording. */
const declaredSource = (facts: SourceFacts): Source => ({
  ...facts,
  rows: () => {
    throw new TypeError(`${facts.uri} was recorded: its rows are among the inputs`);
  },
});
