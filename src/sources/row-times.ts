import { cellText } from './cells.js';
import type { CsvColumns } from './csv-columns.js';
import { type Cursor, newStamp, readStamp, readTime, type Stamp } from './read-stamp.js';
import { RowFault } from './row-fault.js';
import type { Row } from './scan-rows.js';
import { shown } from './shown.js';

/**
 * Reads the time of each row of a file, from one column or two. The stamp is filled in anew at every row.
 *
 * What is no time throws a RowFault that says why.
 */
export const rowTimes = ({ time, clock, names }: CsvColumns): ((row: Row) => Stamp) => {
  const stamp = newStamp();
  const cursor: Cursor = { bytes: Buffer.alloc(0), index: 0, end: 0 };
  const point = (row: Row, column: number): void => {
    cursor.bytes = row.bytes;
    cursor.index = row.starts[column] ?? 0;
    cursor.end = row.ends[column] ?? 0;
  };
  return (row) => {
    point(row, time);
    let isTime = readStamp(cursor, stamp);
    if (isTime && clock !== null) {
      point(row, clock);
      isTime = !stamp.hasTime && readTime(cursor, stamp);
    }
    if (isTime) return stamp;
    const text = clock === null ? cellText(row, time) : `${cellText(row, time)} ${cellText(row, clock)}`;
    throw new RowFault(
      `${shown(names[time] ?? '') || 'the first column'} is '${shown(text)}', ${fault(text)}`,
    );
  };
};

const fault = (text: string): string => {
  if (/^\d{9,10}(\.\d*)?$/.test(text)) return 'which looks like seconds: epoch times are milliseconds';
  if (/^\d{16,19}$/.test(text)) return 'which is too long for epoch milliseconds';
  return 'which is no time such as 2014-05-05T09:30:00Z, 2014-05-05 or 20140505 09:30';
};
