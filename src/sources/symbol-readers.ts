import { assert } from '../domain/assert.js';
import { isoText } from '../domain/iso-text.js';
import type { Bar, MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { Calendar } from '../time/calendar.js';
import { epochToDate } from '../time/zone.js';
import { adjustEvent } from './adjust-event.js';
import { type BarTimes, barTimes } from './bar-times.js';
import type { EventColumns, QuoteColumns, TradeColumns } from './csv-columns.js';
import type { CsvPlan, SymbolPlan } from './csv-plan.js';
import { instantsIn } from './instants-in.js';
import { barReader, eventReader, type Moment, quoteReader, type RowSymbol, tradeReader } from './read-row.js';
import type { Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';
import type { Row } from './scan-rows.js';

/** Reads one row of a symbol; undefined where it is not in the range. */
export type SymbolReader = (row: Row, stamp: Stamp, instant: number) => MarketEvent | undefined;

type ReadAt = (row: Row, stamp: Stamp, instant: number) => MarketEvent;
type TimesOf = (stamp: Stamp) => BarTimes;

/**
 * The readers of a file by symbol: each builds the event, refuses twins, leaves out what is not in the
 * range and adjusts. Symbols of one calendar share what is known of its days.
 *
 * @param onBeyond Hears of rows that lie behind the range.
 */
export const symbolReaders = (plan: CsvPlan, onBeyond: () => void): ReadonlyMap<string, SymbolReader> => {
  const { every, stamp, timeZone } = plan;
  const timesByCalendar = new Map<Calendar | undefined, TimesOf>();
  const timesBy = (calendar: Calendar | undefined): TimesOf => {
    const timesOf = timesByCalendar.get(calendar) ?? barTimes({ every, stamp, timeZone, calendar });
    timesByCalendar.set(calendar, timesOf);
    return timesOf;
  };
  const readers = new Map<string, SymbolReader>();
  for (const [symbol, own] of plan.symbols) {
    const rowSymbol: RowSymbol = { symbol, names: plan.columns.names, sizesKnown: own.sizesKnown };
    const isBar = plan.columns.kind === 'bar';
    const readAt = isBar ? barsAt(plan, rowSymbol, timesBy(own.calendar)) : momentsAt(plan, rowSymbol);
    readers.set(symbol, inRange(plan, own, { readAt, onBeyond }));
  }
  return readers;
};

const inRange = (
  plan: CsvPlan,
  { calendar, factorOn }: SymbolPlan,
  { readAt, onBeyond }: { readAt: ReadAt; onBeyond: () => void },
): SymbolReader => {
  const { from, to } = plan;
  const refuseTwin = twinGuard(plan);
  const zone = calendar?.timeZone ?? plan.timeZone;
  return (row, stamp, instant) => {
    const event = readAt(row, stamp, instant);
    if (event.kind === 'bar') refuseTwin(event, row);
    if (event.kind === 'bar' ? event.at > to : event.at >= to) {
      onBeyond();
      return undefined;
    }
    if ((event.kind === 'bar' ? event.start : event.at) < from) return undefined;
    if (factorOn === undefined) return event;
    const date = event.kind === 'bar' ? event.sessionDate : epochToDate(instant, zone);
    return adjustEvent(event, factorOn(date));
  };
};

const barsAt = ({ columns, every }: CsvPlan, symbol: RowSymbol, timesOf: TimesOf): ReadAt => {
  assert(columns.kind === 'bar', 'bars are read from columns of bars');
  const read = barReader(columns, every);
  return (row, stamp) => read(row, symbol, timesOf(stamp));
};

const momentsAt = ({ columns, timeZone, eventName }: CsvPlan, symbol: RowSymbol): ReadAt => {
  assert(columns.kind !== 'bar', 'bars have times of their own');
  const momentOf = moments(timeZone);
  const read = readerOf(columns, eventName);
  return (row, stamp, instant) => read(row, symbol, momentOf(stamp, instant));
};

const readerOf = (columns: QuoteColumns | TradeColumns | EventColumns, eventName: string) => {
  if (columns.kind === 'quote') return quoteReader(columns);
  return columns.kind === 'trade' ? tradeReader(columns) : eventReader(columns, eventName);
};

/** What happened on a date, nobody knows when, may be known at its end. */
const moments = (timeZone: string): ((stamp: Stamp, instant: number) => Moment) => {
  const instantOf = instantsIn(timeZone);
  return (stamp, instant) => {
    const at = stamp.hasTime ? instant : instantOf({ ...stamp, day: stamp.day + 1 });
    return { at, happenedAt: instant };
  };
};

const twinGuard = ({ path, every, sortsLater }: CsvPlan): ((bar: Bar, row: Row) => void) => {
  let last = Number.NEGATIVE_INFINITY;
  return ({ symbol, start, at }, { line }) => {
    if (sortsLater) return;
    if (at === last) {
      const reason = `${symbol} has a bar of ${every} to ${isoText(at)} already`;
      throw new MillraceError('ROW_DUPLICATE', { path, line, reason });
    }
    if (start < last) {
      const ends = isoText(last);
      throw new RowFault(`begins before the bar before it ends (${ends}): is every=${every} right?`);
    }
    last = at;
  };
};
