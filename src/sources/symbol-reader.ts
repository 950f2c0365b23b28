import type { Bar, MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import { epochToDate } from '../time/zone.js';
import { adjustEvent } from './adjust-event.js';
import { barTimes } from './bar-times.js';
import type { CsvPlan, SymbolPlan } from './csv-plan.js';
import { instantsIn } from './instants.js';
import { barReader, eventReader, type Moment, quoteReader, type RowSymbol, tradeReader } from './read-row.js';
import type { Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';
import type { Row } from './scan-rows.js';

type ReadAt = (row: Row, stamp: Stamp, instant: number) => MarketEvent;

/** Reads the rows of one symbol: builds the event, refuses twins, leaves out what is not in the range, adjusts. */
export const symbolReader = (
  plan: CsvPlan,
  symbol: string,
  own: SymbolPlan,
): ((row: Row, stamp: Stamp, instant: number) => MarketEvent | undefined) => {
  const readAt = readerOf(plan, symbol, own);
  const { from, to } = plan;
  const refuseTwin = twinGuard(plan);
  const zone = own.calendar?.timeZone ?? plan.timeZone;
  return (row, stamp, instant) => {
    const event = readAt(row, stamp, instant);
    if (event.kind === 'bar') {
      refuseTwin(event, row);
      if (event.start < from || event.at > to) return undefined;
    } else if (event.at < from || event.at >= to) {
      return undefined;
    }
    if (own.factorOn === undefined) return event;
    const date = event.kind === 'bar' ? event.sessionDate : epochToDate(instant, zone);
    return adjustEvent(event, own.factorOn(date));
  };
};

const readerOf = (plan: CsvPlan, symbol: string, own: SymbolPlan): ReadAt => {
  const { columns, every, stamp: end, timeZone } = plan;
  const { names } = columns;
  const rowSymbol: RowSymbol = { symbol, names, sizesKnown: own.sizesKnown };
  if (columns.kind === 'bar') {
    const timesOf = barTimes({ every, stamp: end, timeZone, calendar: own.calendar });
    const read = barReader(columns, every);
    return (row, stamp) => read(row, rowSymbol, timesOf(stamp));
  }
  const momentOf = moments(timeZone);
  if (columns.kind === 'quote') {
    const read = quoteReader(columns);
    return (row, stamp, instant) => read(row, rowSymbol, momentOf(stamp, instant));
  }
  if (columns.kind === 'trade') {
    const read = tradeReader(columns);
    return (row, stamp, instant) => read(row, rowSymbol, momentOf(stamp, instant));
  }
  const read = eventReader(columns, plan.eventName);
  return (row, stamp, instant) => read(row, rowSymbol, momentOf(stamp, instant));
};

/** What happened on a date, nobody knows when, may be known at its end. */
const moments = (timeZone: string): ((stamp: Stamp, instant: number) => Moment) => {
  const instantOf = instantsIn(timeZone);
  return (stamp, instant) => {
    const at = stamp.hasTime ? instant : instantOf({ ...stamp, day: stamp.day + 1 });
    return { at, happenedAt: instant };
  };
};

const twinGuard = ({ path, every }: CsvPlan): ((bar: Bar, row: Row) => void) => {
  let last = Number.NEGATIVE_INFINITY;
  return ({ symbol, start, at }, { line }) => {
    if (at === last) {
      const reason = `${symbol} has a bar of ${every} to ${new Date(at).toISOString()} already`;
      throw new MillraceError('ROW_DUPLICATE', { path, line, reason });
    }
    if (start < last) {
      const ends = new Date(last).toISOString();
      throw new RowFault(`begins before the bar before it ends (${ends}): is every=${every} right?`);
    }
    last = at;
  };
};
