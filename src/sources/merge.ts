import type { MarketEvent } from '../domain/market-event.js';
import { assertForward } from './assert-forward.js';
import { BarOverlap } from './bar-overlap.js';
import { CursorHeap } from './cursor-heap.js';
import { EventCursor } from './event-cursor.js';
import { Instant } from './instant.js';
import type { Source } from './source.js';

const CHUNK_ROWS = 4096;

/**
 * Merges sources into the declared event-time order, whatever file, chunk or command line an event came from.
 *
 *     a   --1-----3--5-|
 *     b   ----2---4----|       3 and 4 of one instant: kind, length and symbol decide, never a or b
 *     =   --1-2--(34)5-|
 *
 * Holds one chunk of each source and the rows of one instant. Rows of one series at one instant in two
 * sources throw SOURCE_OVERLAP: nothing could say which comes first. So do bars of one series that lie over
 * each other.
 */
export async function* merge(
  sources: readonly Source[],
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const [only, ...others] = sources;
  if (only?.series.length === 1 && others.length === 0) {
    yield* forward(only);
    return;
  }
  const cursors = sources.map((source) => new EventCursor(source));
  try {
    const heap = new CursorHeap();
    for (const cursor of cursors) if (await cursor.fill()) heap.add(cursor);
    yield* merged(heap, new BarOverlap(sources));
  } finally {
    for (const cursor of cursors) await cursor.close();
  }
}

/** One series in its own order is in the declared order already. */
async function* forward(source: Source): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  let last = Number.NEGATIVE_INFINITY;
  for await (const chunk of source.rows()) {
    for (const { at } of chunk) {
      assertForward(source.uri, last, at);
      last = at;
    }
    yield chunk;
  }
}

async function* merged(
  heap: CursorHeap,
  overlap: BarOverlap,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const instant = new Instant();
  let chunk: MarketEvent[] = [];
  for (let cursor = heap.first(); cursor !== undefined; cursor = heap.first()) {
    if (cursor.at !== instant.at) {
      instant.moveInto(chunk);
      instant.at = cursor.at;
      if (chunk.length >= CHUNK_ROWS) {
        yield chunk;
        chunk = [];
      }
    }
    const event = cursor.take();
    overlap.check(event, cursor.uri);
    instant.add(event, cursor);
    if (cursor.isSpent && !(await cursor.fill())) heap.removeFirst();
    else heap.firstMoved();
  }
  instant.moveInto(chunk);
  if (chunk.length > 0) yield chunk;
}
