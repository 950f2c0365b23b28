import { isoText } from '../domain/iso-text.js';
import type { MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { EventCursor } from './event-cursor.js';
import { SeriesRanks, seriesText } from './series-ranks.js';

/** An event of the instant with what decides its place. */
interface Entry {
  readonly event: MarketEvent;
  readonly source: EventCursor;
  readonly rank: number;
}

/** The events of one instant, gathered from all sources, so that they can be put into the declared order. */
export class Instant {
  at = Number.NEGATIVE_INFINITY;

  readonly #ranks = new SeriesRanks();
  #events: MarketEvent[] = [];
  #sources: EventCursor[] = [];

  /** Events of one source come in its own order. */
  add(event: MarketEvent, source: EventCursor): void {
    this.#events.push(event);
    this.#sources.push(source);
  }

  /** Appends all events in order to a list, and is empty. */
  moveInto(list: MarketEvent[]): void {
    const [only] = this.#events;
    if (only === undefined) return;
    if (this.#events.length === 1) list.push(only);
    else for (const { event } of this.#sorted()) list.push(event);
    this.#events.length = 0;
    this.#sources.length = 0;
  }

  #sorted(): readonly Entry[] {
    // Ranks are whole only when all series of the instant are known.
    for (const event of this.#events) this.#ranks.learn(event);
    const entries: Entry[] = [];
    for (const [index, source] of this.#sources.entries()) {
      const event = this.#events[index];
      if (event !== undefined) entries.push({ event, source, rank: this.#ranks.of(event) });
    }
    entries.sort((a, b) => a.rank - b.rank);
    for (const [index, entry] of entries.entries()) {
      const before = entries[index - 1];
      if (before?.rank === entry.rank && before.source !== entry.source) throw overlap(before, entry);
    }
    return entries;
  }
}

const overlap = (one: Entry, other: Entry): MillraceError => {
  const [a = '', b = ''] = [one.source.uri, other.source.uri].sort();
  const at = isoText(one.event.at);
  return new MillraceError('SOURCE_OVERLAP', { a, b, series: seriesText(one.event), at });
};
