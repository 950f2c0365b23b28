import { everyMs, parseEvery } from '../../domain/every.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Bar, MarketEvent } from '../../domain/market-event.js';
import { type Stream, streamKey, streamOf } from '../../tape/stream.js';
import { type Calendar, calendarNamed } from '../../time/calendar.js';
import { epochToDate } from '../../time/zone.js';
import { RowFault } from '../row-fault.js';
import { shown } from '../shown.js';
import type { Series } from '../source.js';
import { type LineSaid, lineSchema } from './line-schema.js';

/** What a line is read with. */
export interface LineWorld {
  /** What was declared; nothing else may come. */
  readonly series: readonly Series[];
  readonly instrument: (symbol: string) => Instrument;
}

/** What came of a line: its event, or why there is none and whose it would have been. */
export type LineRead =
  | { readonly event: MarketEvent }
  | { readonly fault: string /** Empty where it is not known. */; readonly symbol: string };

/**
 * Reads lines of JSON, each a market event.
 *
 * @returns Reads a line's bytes; `now` is when a line without a time happened, null where it must have one.
 */
export const lineReader = ({ series, instrument }: LineWorld) => {
  const declared = new Set(series.map(streamKey));
  const symbols = new Set(series.map(({ symbol }) => symbol));
  return (bytes: Uint8Array, now: number | null): LineRead => {
    let said: unknown;
    try {
      said = parsed(bytes);
      const event = eventOf(checked(said), now, instrument);
      const stream = streamOf(event);
      if (!declared.has(streamKey(stream)))
        throw new RowFault(`the source declares no ${streamText(stream)}`);
      return { event };
    } catch (error) {
      // A RangeError is a date that a calendar or a zone does not know.
      if (!(error instanceof RowFault || error instanceof RangeError)) throw error;
      const symbol = symbolIn(said);
      return { fault: error.message, symbol: symbols.has(symbol) ? symbol : '' };
    }
  };
};

const streamText = ({ symbol, kind, every, name }: Stream): string => {
  const more = every ?? name;
  return `${kind}${more === undefined ? '' : `:${shown(more)}`} of '${shown(symbol)}'`;
};

const decoder = new TextDecoder('utf-8', { fatal: true });

const parsed = (bytes: Uint8Array): unknown => {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new RowFault('it is no UTF-8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new RowFault(`it is no JSON: ${shown(text)}`);
  }
};

const checked = (said: unknown): LineSaid => {
  if (typeof said !== 'object' || said === null) throw new RowFault('it is no object');
  const result = lineSchema.safeParse(said);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  const message = issue?.message ?? '';
  // Most sentences name their field themselves; of those that do not, the place says which.
  throw new RowFault(message.startsWith(place.split('.').at(-1) ?? '') ? message : `${place}: ${message}`);
};

const eventOf = (
  said: LineSaid,
  now: number | null,
  instrument: (symbol: string) => Instrument,
): MarketEvent => {
  const { happenedAt: _, ...rest } = { happenedAt: undefined, ...said };
  const at = said.at ?? now;
  if (at === null) throw new RowFault('at is missing, and with speed=step it is the time');
  if (now === null) calendarOf(said.symbol, instrument)?.sessionAt(at);
  if (said.kind === 'bar') return Object.freeze({ ...said, at, ...barDates(said, at, instrument) });
  const happenedAt = said.happenedAt ?? at;
  // Its kind stays with its own fields, which the spread of a union forgets.
  return Object.freeze({ ...rest, at, happenedAt }) as Exclude<MarketEvent, Bar>;
};

const barDates = (
  { symbol, every, start: said, sessionDate }: Extract<LineSaid, { kind: 'bar' }>,
  at: number,
  instrument: (symbol: string) => Instrument,
): Pick<Bar, 'start' | 'sessionDate'> => {
  const unit = parseEvery(every)?.unit;
  const isDated = unit === 'd' || unit === 'w' || unit === 'mo';
  if (said === undefined && isDated) throw new RowFault(`start is missing, which bars of ${every} need`);
  const start = said ?? at - everyMs(every);
  if (start >= at) throw new RowFault('a bar begins before it ends');
  const zone = calendarOf(symbol, instrument)?.timeZone ?? 'UTC';
  return { start, sessionDate: sessionDate ?? epochToDate(isDated ? at - 1 : start, zone) };
};

const calendarOf = (symbol: string, instrument: LineWorld['instrument']): Calendar | undefined => {
  const calendar = symbol === '' ? null : instrument(symbol).calendar;
  return calendar === null ? undefined : calendarNamed(calendar);
};

const symbolIn = (said: unknown): string =>
  typeof said === 'object' && said !== null && 'symbol' in said && typeof said.symbol === 'string'
    ? said.symbol
    : '';
