import type { MarketEvent } from '../../domain/market-event.js';
import { merge } from '../../sources/merge.js';
import type { Series, Source } from '../../sources/source.js';
import type { Batch } from '../../tape/batch.js';
import type { RunRows } from '../run-plan.js';
import type { Wheel } from '../wheel.js';
import type { RowLoop } from './row-loop.js';

/** Some rows of a run in their order. */
export interface Portion {
  readonly firstAt: number;
  readonly rows: RunRows;
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
    for await (const batch of only.batches())
      if (batch.rows > 0) yield columns({ batch, streams: only.series }, loop);
    return;
  }
  for await (const events of merge(sources)) if (events.length > 0) yield rows(events, wheel);
}

const columns = (rows: { batch: Batch; streams: readonly Series[] }, loop: RowLoop): Portion => ({
  firstAt: rows.batch.at[0] ?? Number.NaN,
  rows,
  turn: () => {
    const count = loop.run(rows.batch);
    return { rows: count, lastAt: rows.batch.at[count - 1] ?? null };
  },
});

const rows = (events: readonly MarketEvent[], wheel: Wheel): Portion => ({
  firstAt: events[0]?.at ?? Number.NaN,
  rows: events,
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
