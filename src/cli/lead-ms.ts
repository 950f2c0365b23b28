import { everyMs } from '../domain/every.js';
import type { PipelinePlan } from '../engine/turns/pipeline-run.js';
import type { FeedSpec } from '../pipeline/feeds.js';

/**
 * How far back the longest warm-up may reach: its bars of the longest feed, stretched for nights, weekends
 * and holidays (a session is a quarter of a day at the least, five of seven days have one), and ten days
 * more.
 */
export const leadMs = (pipelines: readonly PipelinePlan[]): number =>
  pipelines.reduce((longest, pipeline) => Math.max(longest, leadOf(pipeline)), 0);

const leadOf = ({ pipeline, params }: PipelinePlan): number => {
  const bars = pipeline.warmup?.(params).bars ?? 0;
  if (bars === 0) return 0;
  // The types of a listed pipeline are forgotten; a feed is its spec.
  const feeds = Object.values(pipeline.feeds(params) as Record<string, FeedSpec>);
  const lengths = feeds.flatMap((feed) => (feed.feed === 'bars' ? [everyMs(feed.every)] : []));
  const longest = Math.max(0, ...lengths);
  const stretch = longest < 86_400_000 ? (7 / 5) * 4 : 7 / 5;
  return bars * longest * stretch + 10 * 86_400_000;
};
