import { parseEvery } from '../domain/every.js';
import { messageOf } from '../domain/message-of.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { PipelinePlan } from '../engine/turns/pipeline-run.js';
import { userLine } from '../engine/turns/user-line.js';
import type { FeedSpec } from '../pipeline/feeds.js';

/**
 * A plan whose pipeline can say, for these parameters, what it wants: asked before any file is opened.
 *
 * @throws MillraceError PIPELINE_FAILED where `feeds` or `warmup` throws, PIPELINE_INVALID where they give
 * nothing of use, PARAM_INVALID where a feed refuses what it was given.
 */
export const declared = (plan: PipelinePlan, name: string): PipelinePlan => {
  const { pipeline, params } = plan;
  const told = asked(plan.id, name);
  const feeds = told((): unknown => pipeline.feeds(params));
  const list: readonly unknown[] = typeof feeds === 'object' && feeds !== null ? Object.values(feeds) : [0];
  if (!list.every(isFeed)) throw invalid(plan, 'feeds must give feeds by name: { bar$: bars({ … }) }');
  for (const feed of list) if (feed.feed === 'bars') checkEvery(feed.every, plan, name);
  const warmup = told((): unknown => pipeline.warmup?.(params).bars ?? 0);
  if (Number.isInteger(warmup) && Number(warmup) >= 0) return plan;
  throw invalid(plan, `warmup must give a whole number of bars, gave ${String(warmup)}`);
};

const isFeed = (value: unknown): value is FeedSpec =>
  typeof value === 'object' && value !== null && 'feed' in value;

const checkEvery = (every: string, plan: PipelinePlan, name: string): void => {
  if (parseEvery(every)) return;
  const reason = `expected a length such as 1s 5m 1h 1d 1w 1mo, was '${every}'`;
  // It is the user's word where a parameter says the same.
  const said = Object.entries(plan.params ?? {}).find(([, value]) => value === every);
  if (!said) throw invalid(plan, `bars: every: ${reason}`);
  throw new MillraceError('PARAM_INVALID', { path: said[0], reason, pipeline: name });
};

const invalid = ({ id }: PipelinePlan, reason: string): MillraceError =>
  new MillraceError('PIPELINE_INVALID', { path: `pipeline ${id}`, reason });

const asked =
  (id: string, name: string) =>
  <T>(tell: () => T): T => {
    try {
      return tell();
    } catch (cause) {
      if (cause instanceof MillraceError) {
        throw new MillraceError(cause.code, { ...cause.facts, pipeline: name }, { cause });
      }
      const line = userLine(cause instanceof Error ? cause.stack : undefined);
      const where = `Look at ${line.startsWith('/') ? line : name}.`;
      const facts = { pipeline: id, at: 'its start', message: messageOf(cause), where };
      throw new MillraceError('PIPELINE_FAILED', facts, { cause });
    }
  };
