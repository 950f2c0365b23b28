import type { Offsets } from '../../../domain/input.js';
import type { LiveFeed, Place } from '../../live/live-feed.js';
import { withHistory } from '../../live/with-history.js';
import { KafkaWire } from '../wire/kafka-wire.js';
import { beginOffsets } from './begin-offsets.js';
import { type HistoryPlan, historyRows } from './history-rows.js';

interface History extends Omit<HistoryPlan, 'begun'> {
  /** From where on the topic is followed, where that was found out already. */
  readonly begun: Offsets | null;
}

interface Following {
  /** What was heard already, in an earlier life of the run. */
  readonly after: Place | null;
  readonly open: (after: Place) => LiveFeed;
}

/**
 * What of a topic stands before some offsets, then all from there on: where it is followed from is fixed
 * before the history is read, so that no row lies between the two and none is in both.
 */
export const historyThenFollow = (history: History, { after, open }: Following): LiveFeed => {
  const { uri, series, world } = history;
  const heard = after && after.partitions.size > 0 ? after.partitions : null;
  let offsets = heard ? settledOf(heard) : history.begun;
  const begun = async (): Promise<Offsets> => {
    offsets ??= await offsetsNow(world, uri);
    return offsets;
  };
  return withHistory({
    uris: [uri.text],
    series,
    history: historyRows({ ...history, begun }),
    after,
    offsets: () => offsets ?? {},
    open: (newest) => open({ at: newest, rows: 0, total: 0, partitions: heard ?? placesOf(offsets ?? {}) }),
  });
};

const settledOf = (places: Place['partitions']): Offsets =>
  Object.fromEntries([...places].map(([partition, { settled }]) => [partition, settled]));

const placesOf = (offsets: Offsets): Place['partitions'] =>
  new Map(
    Object.entries(offsets).map(([partition, settled]) => [Number(partition), { settled, rows: new Map() }]),
  );

const offsetsNow = async ({ connection }: History['world'], uri: History['uri']): Promise<Offsets> => {
  const wire = new KafkaWire(connection, uri.topic);
  try {
    return await beginOffsets(wire, uri);
  } finally {
    await wire.close();
  }
};
