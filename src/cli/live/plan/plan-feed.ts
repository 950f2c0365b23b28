import type { Config } from '../../../../config/schema.js';
import type { Instrument } from '../../../domain/instrument.js';
import { usageError } from '../../../domain/usage-error.js';
import { isFollowUri } from '../../../sources/kafka/follow/follow-uri.js';
import { isLinesUri } from '../../../sources/live/lines-uri.js';
import { recordedFeed } from '../../../sources/live/recorded-feed.js';
import { recordedUri } from '../../../sources/live/recorded-uri.js';
import { openSources } from '../../open-sources.js';
import { planFollow } from './plan-follow.js';
import { planLines } from './plan-lines.js';
import type { FeedOptions, PlannedFeed } from './planned-feed.js';

/**
 * Lines as somebody writes them (`lines:-`), a topic as it is written (`kafka:TOPIC?follow`), or recorded
 * sources that are lived through at the speed that their URIs say (`?speed=60`, `?speed=step`).
 */
export const planFeed = async (
  options: FeedOptions,
  needs: { config: Config; instrument: (symbol: string) => Instrument; leadMs: number },
): Promise<PlannedFeed> => {
  if (options.source.some(isLinesUri)) return planLines(options, needs);
  if (options.history?.length) {
    const why = 'what a recorded source or a topic has from before is told without it';
    throw usageError(`--history is of lines by the clock of the wall: ${why}`);
  }
  if (options.source.some(isFollowUri)) return planFollow(options, needs);
  const split = options.source.map(recordedUri);
  const [speed = 1, ...others] = new Set(split.flatMap((one) => one.speed ?? []));
  if (others.length > 0) {
    const message = `sources have the speeds ${[speed, ...others].join(' and ')}: a run has one clock`;
    throw usageError(message);
  }
  const opened = await openSources({ ...options, source: split.map(({ uri }) => uri) }, needs);
  return {
    ...opened,
    open: (wall, after) =>
      recordedFeed({ sources: opened.sources, speed, wall, after, from: opened.coverage.from }),
  };
};
