import type { Offsets } from '../../../domain/input.js';
import type { MarketEvent } from '../../../domain/market-event.js';
import { readRows } from '../../../tape/read-rows.js';
import { streamKey } from '../../../tape/stream.js';
import { openTape } from '../../../tape/tape-file.js';
import type { Series } from '../../source.js';
import type { KafkaWorld } from '../kafka-world.js';
import { type Replayed, replayTape } from '../replay/replay-tape.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import type { FollowUri } from './follow-uri.js';
import { historyRange } from './history-range.js';

/** Which history is read of a topic. */
export interface HistoryPlan {
  readonly uri: FollowUri;
  /** What the run hears of it. */
  readonly series: readonly Series[];
  readonly world: KafkaWorld;
  readonly leadMs: number;
  /** When trading begins: all of it is told before. */
  readonly from: number;
  /** From where on the topic is followed. */
  readonly begun: () => Promise<Offsets>;
}

const CHUNK_ROWS = 4_096;
const STEP_MS = 0.001;

/** The rows of a topic that stand before what a run follows of it, in the declared order. */
export async function* historyRows(
  plan: HistoryPlan,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const { series, from } = plan;
  const read = await tapeOf(plan);
  const tape = openTape(read.path);
  const known = tape.meta.streams;
  const declared = new Set(series.map(streamKey));
  const streams = [...known.keys()].filter((place) => {
    const stream = known[place];
    return stream !== undefined && declared.has(streamKey(stream));
  });
  if (streams.length === 0) return;
  let chunk: MarketEvent[] = [];
  for await (const batch of readRows(tape, { from: read.from, to: Number.POSITIVE_INFINITY, streams })) {
    for (let row = 0; row < batch.rows; row += 1) {
      const event = batch.event(row);
      // What is of that very time is followed.
      if (read.isTimed && event.at >= from) continue;
      // A clock that is ahead of ours may have stamped what stands before the offsets.
      chunk.push(event.at < from ? event : { ...event, at: from - STEP_MS });
    }
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** A tape of the range, as it was read before or is read now. */
const tapeOf = async ({ uri, world, leadMs, begun }: HistoryPlan) => {
  const lateMs = Math.max(world.lateMs, uri.holdMs ?? 0);
  const wire = new KafkaWire(world.connection, uri.topic);
  try {
    const range = await historyRange(wire, { uri, begun: await begun(), leadMs, lateMs });
    const replayed = await replayTape({
      ...world,
      ...range,
      topic: uri.topic,
      mapping: world.mappings[uri.topic] ?? null,
      lateMs,
      // What came too late for its place warms nothing up, and ends no run that only listens from now on.
      late: 'drop',
      origin: { sources: [], tz: 'UTC', coverage: { from: null, to: null }, adjusted: null, notices: [] },
    });
    for (const notice of noticesOf(uri.topic, replayed)) world.cache.onNotice(notice);
    return { path: replayed.path, from: range.from, isTimed: range.end === null };
  } finally {
    await wire.close();
  }
};

const noticesOf = (topic: string, { notices, dropped, bad }: Replayed): readonly string[] => [
  ...notices,
  ...(dropped > 0 ? [`${dropped} events of the history of ${topic} came too late and were dropped`] : []),
  ...(bad
    ? [`${bad.count} of ${bad.records} records of its history were left out, in ${bad.where}: ${bad.first}`]
    : []),
];
