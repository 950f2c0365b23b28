import type { MarketEvent } from '../../domain/market-event.js';
import { merge } from '../../sources/merge.js';
import type { Series, Source } from '../../sources/source.js';
import type { Batch } from '../../tape/batch.js';
import type { Wheel } from '../wheel.js';
import type { RowLoop } from './row-loop.js';

/** Some rows of a run in their order. */
export interface Portion {
  readonly firstAt: number;
  /** The rows as events, where they are events already. */
  readonly events: readonly MarketEvent[] | null;
  /** Turns the wheel through them until it is over; gives how many it took, and when the last was known. */
  readonly turn: () => { readonly rows: number; readonly lastAt: number | null };
}

/** What rows turn. */
export interface Mill {
  readonly wheel: Wheel;
  readonly rowLoop: (uri: string, streams: readonly Series[]) => RowLoop;
}

/**
 * The rows of all sources in the declared order: one tape alone as the columns it has, everything else merged
 * event by event. No decision depends on which.
 */
export async function* portions(
  sources: readonly Source[],
  { wheel, rowLoop }: Mill,
): AsyncGenerator<Portion, void, undefined> {
  const [only, ...others] = sources;
  if (only?.batches && others.length === 0) {
    const loop = rowLoop(only.uri, only.series);
    for await (const batch of only.batches()) if (batch.rows > 0) yield columns(batch, loop);
    return;
  }
  for await (const events of merge(sources)) if (events.length > 0) yield rows(events, wheel);
}

const columns = (batch: Batch, loop: RowLoop): Portion => ({
  firstAt: batch.at[0] ?? Number.NaN,
  events: null,
  turn: () => {
    const rows = loop.run(batch);
    return { rows, lastAt: batch.at[rows - 1] ?? null };
  },
});

const rows = (events: readonly MarketEvent[], wheel: Wheel): Portion => ({
  firstAt: events[0]?.at ?? Number.NaN,
  events,
  turn: () => {
    let rows = 0;
    for (const event of events) {
      wheel.process(event);
      rows += 1;
      // Asked row by row: where a run ends must not depend on how its rows were cut into chunks.
      if (wheel.isOver()) break;
    }
    return { rows, lastAt: events[rows - 1]?.at ?? null };
  },
});
