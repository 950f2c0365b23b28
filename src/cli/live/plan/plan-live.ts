import { loadConfig } from '../../../../config/load.js';
import type { Config } from '../../../../config/schema.js';
import { usageError } from '../../../domain/usage-error.js';
import type { RunPlan } from '../../../engine/run-plan.js';
import { basePlan } from '../../base-plan.js';
import { leadMs } from '../../lead-ms.js';
import { pipelinePlanner } from '../../pipeline-planner.js';
import type { RunOptions } from '../../plan-run.js';
import { setsOf } from '../../sets-of.js';
import { checkLiveRules, liveRules, NOBODY } from '../content/live-rules.js';
import { runCode } from '../content/run-code.js';
import type { RunContent } from '../content/run-content.js';
import { orderPrefixOf } from './order-prefix-of.js';
import { OutsideRoad } from './outside-road.js';
import { planFeed } from './plan-feed.js';
import type { PlannedFeed } from './planned-feed.js';

/** A live run as asked for on the command line, every part checked. */
export interface PlannedLive {
  readonly content: RunContent;
  readonly plan: RunPlan;
  readonly feed: PlannedFeed;
  /** The road to a broker outside; null on paper. */
  readonly road: OutsideRoad | null;
  /** Reads and checks the configuration anew, from where it was read. */
  readonly readConfig: () => Config;
}

/** What the command line says of a live run. */
export interface LiveOptions extends RunOptions {
  readonly mode: RunContent['mode'];
  /** Where the recording lies, or will. */
  readonly folder: string;
  readonly broker?: string;
  /** Recorded sources that warm up before lines are heard. */
  readonly history?: readonly string[];
}

/** From words to a live run: config, rule set, pipelines with their parameters, what it follows. */
export const planLive = async (names: readonly string[], options: LiveOptions): Promise<PlannedLive> => {
  const { mode } = options;
  if (options.source.length === 0) {
    const message = `${mode} trading needs a --source, such as --source "tape:day.arrow?speed=60"`;
    throw usageError(message);
  }
  const sets = [...setsOf(options), ...brokerSets(options)];
  const read = (): Config => {
    const loaded = loadConfig({ mode, files: options.config, environment: process.env, sets });
    checkLiveRules(mode, loaded);
    return loaded.config;
  };
  const given = read();
  const orderPrefix = mode === 'live' ? await prefixOf(given, options.folder) : null;
  const named = (config: Config): Config =>
    orderPrefix === null ? config : { ...config, outside: { ...config.outside, orderPrefix } };
  const config = named(given);
  const road = mode === 'live' ? new OutsideRoad(config.outside) : null;
  const rules = liveRules({ mode, config }, road?.commands ?? NOBODY);
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
    mode,
    pipelines: names,
    params: options.param,
    config,
    seed: options.seed,
    strict: options.strict,
    coverage,
    sources: sources.map(({ uri, series, tz, coverage, adjusted, graceMs, notices }) => {
      return { uri, series, tz, coverage, adjusted, ...(graceMs !== undefined && { graceMs }), notices };
    }),
    code: runCode(names),
  };
  const readConfig = (): Config => named(read());
  const { finishedOrders } = config.live;
  const plan = { ...base, pipelines, sources, coverage, finishedOrders };
  return { content, plan, feed, road, readConfig };
};

/** `--broker` is a setting like any other, said last. */
const brokerSets = ({ broker }: LiveOptions) =>
  broker === undefined ? [] : [{ path: 'outside.broker', text: broker }];

/** The name that orders have outside, the same in every life of the run. */
const prefixOf = async (config: Config, folder: string): Promise<string> =>
  config.outside.orderPrefix ?? (await orderPrefixOf(folder));
