import { RowFault } from './row-fault.js';
import type { Row } from './scan-rows.js';
import { shown } from './shown.js';

/** Names the columns of a row for messages. */
export type ColumnNames = readonly string[];

const [ZERO, POINT] = [48, 46] as const;
/**
 * Up to 15 digits both parts below are exact, and one division of exact numbers rounds as
 * `Number(text)` does.
 */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The text of a cell. */
export const cellText = (row: Row, column: number): string => {
  const text = row.bytes.toString('utf8', row.starts[column], row.ends[column]);
  return row.hasDoubledQuotes ? text.replaceAll('""', '"') : text;
};

/** Whether nothing stands in a cell. */
export const isBlank = (row: Row, column: number): boolean => row.starts[column] === row.ends[column];

/** The number of a cell, correctly rounded; NaN where it is none, or not finite. */
export const cellNumber = (row: Row, column: number): number => {
  const { bytes } = row;
  const end = row.ends[column] ?? 0;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let index = row.starts[column] ?? 0; index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits += 1;
      if (decimals >= 0) decimals += 1;
    } else if (byte === POINT && decimals < 0) {
      decimals = 0;
    } else {
      return numberOf(cellText(row, column));
    }
  }
  if (digits === 0) return Number.NaN;
  if (digits > EXACT_DIGITS) return numberOf(cellText(row, column));
  return decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] ?? Number.NaN) : mantissa;
};

/**
 * The number that a text writes in decimal; NaN for anything else that `Number` would take,
 * such as hexadecimal.
 */
const numberOf = (text: string): number => {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
};

/** A price: a finite number that is not negative. */
export const cellPrice = (row: Row, column: number, names: ColumnNames): number => {
  const value = cellNumber(row, column);
  if (value > 0 || Object.is(value, 0)) return value;
  throw new RowFault(fault({ row, column, names, what: 'price' }));
};

/** A size or a volume; null where the cell is blank: nobody told us. */
export const cellSize = (row: Row, column: number, names: ColumnNames): number | null => {
  const value = cellNumber(row, column);
  if (value > 0 || Object.is(value, 0)) return value;
  if (isBlank(row, column)) return null;
  throw new RowFault(fault({ row, column, names, what: 'size' }));
};

const fault = (cell: { row: Row; column: number; names: ColumnNames; what: string }): string => {
  const text = cellText(cell.row, cell.column);
  const name = shown(cell.names[cell.column] ?? '');
  if (text === '') return `${name} is blank`;
  const flaw = numberOf(text) <= 0 ? `a negative ${cell.what}` : `which is no ${cell.what}`;
  return `${name} is '${shown(text)}', ${flaw}`;
};
