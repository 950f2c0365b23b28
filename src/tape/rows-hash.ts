import type { Bar, MarketEvent, Ohlc } from '../domain/market-event.js';
import { dayOf } from '../time/civil-date.js';
import type { Batch, BatchColumns } from './batch.js';
import type { Kind } from './columns.js';
import { eventData } from './event-data.js';
import { type Stream, streamKey, streamOf } from './stream.js';
import { WordHash } from './word-hash.js';

/** The numbers that rows of a kind have, in the order of `numbersOf`; all others have a text. */
const NUMBERS: Readonly<Partial<Record<Kind, readonly (keyof BatchColumns)[]>>> = {
  trade: ['price', 'size'],
  quote: ['bid', 'ask', 'bidSize', 'askSize'],
  bar: [
    ...['start', 'sessionDay', 'open', 'high', 'low', 'close', 'volume'],
    ...['bidOpen', 'bidHigh', 'bidLow', 'bidClose', 'askOpen', 'askHigh', 'askLow', 'askClose'],
  ] as readonly (keyof BatchColumns)[], // texts in a spread are any texts to the compiler
};

const numbersOf = (event: MarketEvent): readonly (number | null)[] | null => {
  if (event.kind === 'trade') return [event.price, event.size];
  if (event.kind === 'quote') return [event.bid, event.ask, event.bidSize, event.askSize];
  return event.kind === 'bar' ? barNumbers(event) : null;
};

const barNumbers = ({ start, sessionDate, open, high, low, close, volume, bid, ask }: Bar) => [
  ...[start, dayOf(sessionDate), open, high, low, close, volume],
  ...sideNumbers(bid),
  ...sideNumbers(ask),
];

const sideNumbers = (side: Ohlc | null): readonly (number | null)[] =>
  side === null ? [null, null, null, null] : [side.open, side.high, side.low, side.close];

/** Where the rows of one stream stand in a batch. */
interface StreamColumns {
  readonly number: number;
  /** Of a column that is absent every value is unknown; null for rows that have a text. */
  readonly numbers: readonly (Float64Array | Int32Array | undefined)[] | null;
  readonly happenedAt: Float64Array | undefined;
}

/**
 * SHA-256 of rows in their order, taken as events or as columns: of what they say, and of nothing else. The
 * same rows have the same hash, whatever files, batches and numbers of streams they came in.
 *
 * A row is the number of its stream, when it was known, when it happened if that was another time, and its
 * numbers or its text. A stream is named before its first row.
 */
export class RowsHash {
  readonly #hash = new WordHash();
  readonly #numbers = new Map<string, number>();

  /** Takes rows as events. */
  events(events: readonly MarketEvent[]): void {
    for (const event of events) {
      const happenedAt = event.kind === 'bar' ? event.at : event.happenedAt;
      this.#begin(this.#numberOf(streamOf(event)), event.at, happenedAt);
      const numbers = numbersOf(event);
      if (numbers === null) this.#hash.text(eventData(event) ?? '');
      else for (const number of numbers) this.#hash.word(number ?? Number.NaN);
    }
  }

  /**
   * Takes rows as columns.
   *
   * @param streams What the rows' streams mean.
   */
  batch(batch: Batch, streams: readonly Stream[]): void {
    const hash = this.#hash;
    const { rows, at: instants, stream: places } = batch;
    const known: (StreamColumns | undefined)[] = [];
    for (let row = 0; row < rows; row += 1) {
      const place = places[row] ?? 0;
      const { number, numbers, happenedAt } = (known[place] ??= this.#columnsOf(streams[place], batch));
      const at = instants[row] ?? Number.NaN;
      this.#begin(number, at, happenedAt?.[row] ?? at);
      if (numbers === null) hash.text(eventData(batch.event(row)) ?? '');
      else for (let index = 0; index < numbers.length; index += 1) hash.word(numbers[index]?.[row]);
    }
  }

  /** The hash of all rows so far. */
  digest(): string {
    return this.#hash.digest();
  }

  #begin(number: number, at: number, happenedAt: number): void {
    const isLate = happenedAt !== at;
    this.#hash.word(isLate ? 2 * number + 1 : 2 * number);
    this.#hash.word(at);
    if (isLate) this.#hash.word(happenedAt);
  }

  #columnsOf(stream: Stream | undefined, { columns }: Batch): StreamColumns {
    if (!stream) throw new RangeError('rows-hash: a row is of no stream');
    return {
      number: this.#numberOf(stream),
      numbers: NUMBERS[stream.kind]?.map((name) => columns[name]) ?? null,
      happenedAt: stream.kind === 'bar' ? undefined : columns.happenedAt,
    };
  }

  #numberOf(stream: Stream): number {
    const key = streamKey(stream);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(key, number);
    this.#hash.word(-1);
    this.#hash.text(key);
    return number;
  }
}
