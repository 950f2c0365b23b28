import { isoText } from '../domain/iso-text.js';
import type { MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import { DAY_MS } from '../time/civil-date.js';
import { cellText } from './cells.js';
import type { CsvColumns } from './csv-columns.js';
import type { CsvPlan } from './csv-plan.js';
import { instantsIn } from './instants-in.js';
import type { Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';
import { rowTimes } from './row-times.js';
import type { Row } from './scan-rows.js';
import { shown } from './shown.js';
import { skippedIn } from './skipped-in.js';
import { symbolReaders } from './symbol-readers.js';

/** Reads one row after the other and refuses what stands in the wrong order. */
export interface CsvReader {
  /** The event of a row, or undefined if nobody wants it. */
  read(row: Row): MarketEvent | undefined;
  /** Whether a row has lain behind the range. */
  isCut(): boolean;
  /** Whether no later row can lie in the range. */
  isPast(): boolean;
  /** The time that stood in the last row read, epoch milliseconds: that of a later row is not before it. */
  instant(): number;
}

/** A bar of a week may end some days before the date that names it, so reading goes on a little. */
const PAST_MARGIN_MS = 7 * DAY_MS;
const LATE_HOURS_MS = 2 * 3_600_000;

/** A reader for one pass over a file. */
export const csvReader = (plan: CsvPlan): CsvReader => {
  const { path, columns, timeZone } = plan;
  const stampOf = rowTimes(columns);
  const instantOf = instantsIn(timeZone);
  const isSkipped = skippedIn(timeZone);
  let isCut = false;
  const readers = symbolReaders(plan, () => {
    isCut = true;
  });
  const only = columns.symbol === null ? readers.values().next().value : undefined;
  let last = Number.NEGATIVE_INFINITY;

  const readWanted = (row: Row): MarketEvent | undefined => {
    if (row.count !== columns.names.length) {
      throw new RowFault(`has ${row.count} fields, the header has ${columns.names.length}`);
    }
    const reader = only ?? readers.get(symbolOf(row, columns));
    if (reader === undefined) return undefined;
    const stamp = stampOf(row);
    const instant = instantOf(stamp);
    if (isSkipped(stamp)) {
      const text = shown(cellText(row, columns.time));
      throw new RowFault(`time is '${text}', which no clock of ${timeZone} shows: is tz right?`);
    }
    if (instant < last && !plan.sortsLater) {
      const reason = orderFault({ text: cellText(row, columns.time), stamp, instant, last, timeZone });
      throw new MillraceError('ROW_ORDER', { path, line: row.line, reason });
    }
    last = instant;
    return reader(row, stamp, instant);
  };

  const read = (row: Row): MarketEvent | undefined => {
    try {
      return readWanted(row);
    } catch (cause) {
      // A RangeError is a date that a calendar or a zone does not know.
      if (!(cause instanceof RowFault || cause instanceof RangeError)) throw cause;
      throw new MillraceError('ROW_INVALID', { path, line: row.line, reason: cause.message }, { cause });
    }
  };

  return {
    read,
    isCut: () => isCut,
    isPast: () => !plan.sortsLater && last > plan.to + PAST_MARGIN_MS,
    instant: () => last,
  };
};

const symbolOf = (row: Row, columns: CsvColumns): string => {
  const symbol = columns.symbol === null ? '' : cellText(row, columns.symbol);
  if (symbol === '' && columns.kind !== 'event') throw new RowFault('symbol is blank');
  return symbol;
};

const orderFault = (late: {
  text: string;
  stamp: Stamp;
  instant: number;
  last: number;
  timeZone: string;
}): string => {
  const fault = `'${shown(late.text)}' stands after ${isoText(late.last)}`;
  const isRepeated = late.stamp.offsetMs === null && late.timeZone !== 'UTC';
  if (!isRepeated || late.last - late.instant > LATE_HOURS_MS) return fault;
  return `${fault}; if the clocks were set back, write the times with their zone`;
};
