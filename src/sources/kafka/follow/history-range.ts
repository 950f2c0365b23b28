import type { Offsets } from '../../../domain/input.js';
import type { ReplayPlan } from '../replay/replay-plan.js';
import type { Wire } from '../wire/kafka-wire.js';
import type { FollowUri } from './follow-uri.js';
import { newestBefore } from './newest-before.js';

interface Asked {
  readonly uri: FollowUri;
  /** From where on the topic is followed. */
  readonly begun: Offsets;
  /** How far back history reaches, and by how much records may lie behind later ones. */
  readonly leadMs: number;
  readonly lateMs: number;
}

/**
 * The part of a topic that is history: what happened before the time from which on it is followed, or stands
 * before the offsets, as far back as it is needed and there. It is read as a backtest reads it.
 */
export const historyRange = async (
  wire: Wire,
  { uri, begun, leadMs, lateMs }: Asked,
): Promise<Pick<ReplayPlan, 'start' | 'end' | 'from' | 'to'>> => {
  const until = typeof uri.from === 'object' && 'at' in uri.from ? uri.from.at : null;
  const from = (until ?? (await newestBefore(wire, begun)) + 1) - leadMs;
  const begins = await wire.offsets('begin');
  const ends = await wire.offsets('end');
  const found = await wire.offsets(from - lateMs);
  const ids = [...begins.keys()].sort((a, b) => a - b);
  // What was followed from offsets ends there; of a time nobody knows at which offset it is over.
  const endOf = (id: number): number => (until === null ? (begun[id] ?? 0) : (ends.get(id) ?? 0));
  const start = ids.map((id) => {
    const first = found.get(id) ?? -1;
    return first < 0 ? endOf(id) : Math.min(Math.max(first, begins.get(id) ?? 0), endOf(id));
  });
  return {
    start,
    end: until === null ? ids.map(endOf) : null,
    from,
    to: until ?? Number.POSITIVE_INFINITY,
  };
};
