import { byCodePoint, byEventTime } from '../../domain/event-order.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { type Stream, streamKey } from '../stream.js';

/** Readers of any language find a row's symbol by a number of 16 bits with a sign. */
const STREAMS_MAX = 32_768;

/** The order of streams at one instant: the declared one, and where it holds two for one, their names. */
export const byStream = (a: Stream, b: Stream): number =>
  byEventTime(sampleOf(a), sampleOf(b)) ||
  byCodePoint(a.symbol, b.symbol) ||
  byCodePoint(a.every ?? a.name ?? '', b.every ?? b.name ?? '');

/** The order of events looks at nothing but their time and what their streams say. */
const sampleOf = (stream: Stream): MarketEvent => ({ ...stream, at: 0 }) as unknown as MarketEvent;

/** The streams of a tape in the making, found as its rows come. */
export class StreamTable {
  readonly #places = new Map<string, number>();
  #streams: Stream[] = [];
  #ranks: Uint16Array = new Uint16Array(0);

  get streams(): readonly Stream[] {
    return this.#streams;
  }

  /** Of each stream its place among all in the declared order; new streams shift it, and change no order. */
  get ranks(): Uint16Array {
    if (this.#ranks.length !== this.#streams.length) {
      const sorted = [...this.#streams.keys()].sort((a, b) => this.#compare(a, b));
      this.#ranks = new Uint16Array(sorted.length);
      for (const [rank, place] of sorted.entries()) this.#ranks[place] = rank;
    }
    return this.#ranks;
  }

  /**
   * The number by which rows name a stream.
   *
   * @throws MillraceError STREAMS_TOO_MANY where there is none left for a new one.
   */
  place(stream: Stream): number {
    const key = streamKey(stream);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (this.#streams.length >= STREAMS_MAX)
      throw new MillraceError('STREAMS_TOO_MANY', { max: STREAMS_MAX });
    const place = this.#streams.push(stream) - 1;
    this.#places.set(key, place);
    return place;
  }

  /**
   * Names the streams anew in the declared order.
   *
   * @returns Of each former number the new one.
   */
  reorder(): Uint16Array {
    const ranks = this.ranks;
    const sorted: Stream[] = [];
    for (const [place, stream] of this.#streams.entries()) sorted[ranks[place] ?? 0] = stream;
    this.#streams = sorted;
    for (const [place, stream] of sorted.entries()) this.#places.set(streamKey(stream), place);
    this.#ranks = Uint16Array.from(sorted.keys());
    return ranks;
  }

  #compare(a: number, b: number): number {
    const [one, other] = [this.#streams[a], this.#streams[b]];
    return one && other ? byStream(one, other) : 0;
  }
}
