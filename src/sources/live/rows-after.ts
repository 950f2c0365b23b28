import type { MarketEvent } from '../../domain/market-event.js';
import type { Place } from './live-feed.js';

/** Rows after a place: those before it were heard already, and as many of its own instant as it says. */
export async function* rowsAfter(
  chunks: AsyncIterable<readonly MarketEvent[]>,
  after: Place | null,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  let same = after?.rows ?? 0;
  for await (const chunk of chunks) {
    const fresh =
      after === null
        ? chunk
        : chunk.filter(({ at }) => {
            if (at !== after.at) return at > after.at;
            same -= 1;
            return same < 0;
          });
    if (fresh.length > 0) yield fresh;
  }
}
