import type { Offsets } from '../../../domain/input.js';
import type { KafkaConnection } from '../wire/kafka-connection.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { beginOffsets } from './begin-offsets.js';
import type { FollowUri } from './follow-uri.js';
import { newestBefore } from './newest-before.js';

/** Where a new run of a topic begins. */
export interface RunBeginning {
  /** When trading begins; null where nothing stands before what is followed. */
  readonly from: number | null;
  /** From where on each partition is followed, where that had to be found out. */
  readonly begun: Offsets | null;
}

interface Asked {
  readonly uri: FollowUri;
  /** How far back history reaches. */
  readonly leadMs: number;
  /** What time it is. */
  readonly now: number;
}

/**
 * Finds out from when on a new run trades: from the time that is said, from now, or (where rows tell the
 * time) behind the newest row that stands before what is followed.
 */
export const runBeginning = async (
  connection: KafkaConnection,
  { uri, leadMs, now }: Asked,
): Promise<RunBeginning> => {
  const { topic, from, isStepped } = uri;
  if (typeof from === 'object' && 'at' in from) return { from: from.at, begun: null };
  if (from === 'begin' || leadMs === 0) return { from: null, begun: null };
  const wire = new KafkaWire(connection, topic);
  try {
    const begun = await beginOffsets(wire, uri);
    const newest = await newestBefore(wire, begun);
    if (newest === Number.NEGATIVE_INFINITY) return { from: null, begun: null };
    // A record's time has no microseconds.
    return { from: isStepped ? newest + 1 : now, begun };
  } finally {
    await wire.close();
  }
};
