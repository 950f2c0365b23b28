import { DAY_MS, dayNumber, isCivilDate } from '../../time/civil-date.js';
import { SymbolBytes } from './symbol-bytes.js';

/** What stands in one column of a file. */
export type QuickRole = 'time' | 'symbol' | 'price' | 'size' | 'other';

/** How the lines of a file are read. */
export interface QuickColumns {
  readonly roles: readonly QuickRole[];
  /** Whether a time that names no zone is one of UTC. */
  readonly isUtc: boolean;
}

const [LF, CR, COMMA, MINUS, POINT, ZERO, COLON, LETTER_T, LETTER_Z, QUOTE, SPACE, TAB] = [
  10, 13, 44, 45, 46, 48, 58, 84, 90, 34, 32, 9,
] as const;
/** Up to 15 digits a number and its power of ten are exact, and one division rounds as reading text does. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => Number(`1e${exponent}`));
const EPOCH_DIGITS = [11, 13] as const;

/**
 * Reads plain lines straight from their bytes: times in ISO 8601 or epoch milliseconds, decimal numbers, no
 * quotes, no blanks around them. Whatever is not plain it leaves to the reader that knows every form and says
 * what is wrong.
 */
export class QuickLine {
  /** Of the line that was read last. */
  at = 0;
  symbol = 0;
  /** Prices and sizes in the order of the columns; NaN for a size that is blank. */
  readonly numbers: Float64Array;
  readonly symbols = new SymbolBytes();

  readonly #columns: QuickColumns;
  #position = 0;
  #date = 0;
  #dayMs = Number.NaN;

  constructor(columns: QuickColumns) {
    this.#columns = columns;
    this.numbers = new Float64Array(columns.roles.length);
  }

  /**
   * Reads the line at a position, whose end is among the bytes.
   *
   * @returns The position after it, or -1 where it is not plain.
   */
  read(bytes: Uint8Array, position: number): number {
    const { roles } = this.#columns;
    const last = roles.length - 1;
    this.#position = position;
    let number = 0;
    for (let column = 0; column <= last; column += 1) {
      const role = roles[column];
      if (role === 'price' || role === 'size') {
        const value = this.#number(bytes, role);
        if (value < 0) return -1;
        this.numbers[number] = value;
        number += 1;
      } else if (role === 'time') {
        if (!this.#time(bytes)) return -1;
      } else {
        const start = this.#position;
        if (!this.#text(bytes)) return -1;
        if (role === 'symbol') {
          if (this.#position === start) return -1;
          this.symbol = this.symbols.place(bytes, start, this.#position);
          if (this.symbol < 0) return -1;
        }
      }
      const byte = bytes[this.#position];
      this.#position += 1;
      if (column < last) {
        if (byte !== COMMA) return -1;
      } else if (byte === CR) {
        if (bytes[this.#position] !== LF) return -1;
        this.#position += 1;
      } else if (byte !== LF) return -1;
    }
    return this.#position;
  }

  /** A number that is not negative; -1 for what is not plain, NaN for nothing where that may be. */
  #number(bytes: Uint8Array, role: 'price' | 'size'): number {
    let index = this.#position;
    let mantissa = 0;
    let digits = 0;
    let point = -1;
    for (; ; index += 1) {
      const digit = (bytes[index] ?? 0) - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits += 1;
      } else if (digit === POINT - ZERO && point < 0) point = digits;
      else break;
    }
    this.#position = index;
    if (digits === 0) return role === 'size' && point < 0 ? Number.NaN : -1;
    if (digits > EXACT_DIGITS) return -1;
    return point < 0 ? mantissa : mantissa / (POWERS[digits - point] ?? Number.NaN);
  }

  #text(bytes: Uint8Array): boolean {
    let index = this.#position;
    for (; ; index += 1) {
      const byte = bytes[index];
      if (byte === COMMA || byte === LF || byte === CR) break;
      if (byte === QUOTE || byte === SPACE || byte === TAB) return false;
    }
    this.#position = index;
    return true;
  }

  #time(bytes: Uint8Array): boolean {
    const position = this.#position;
    const year = this.#digits(bytes, position, 4);
    if (bytes[position + 4] !== MINUS) return this.#epoch(bytes);
    const month = this.#digits(bytes, position + 5, 2);
    const day = this.#digits(bytes, position + 8, 2);
    const separator = bytes[position + 10];
    const hour = this.#digits(bytes, position + 11, 2);
    const minute = this.#digits(bytes, position + 14, 2);
    const second = this.#digits(bytes, position + 17, 2);
    const isForm =
      bytes[position + 7] === MINUS &&
      (separator === LETTER_T || separator === SPACE) &&
      bytes[position + 13] === COLON &&
      bytes[position + 16] === COLON;
    // What is no digit made a number that is no number.
    if (!(isForm && hour < 24 && minute < 60 && second < 60)) return false;
    const date = (year * 100 + month) * 100 + day;
    if (date !== this.#date) {
      if (!isCivilDate({ year, month, day })) return false;
      this.#date = date;
      this.#dayMs = dayNumber(year, month, day) * DAY_MS;
    }
    this.#position = position + 19;
    const ms = ((hour * 60 + minute) * 60 + second) * 1000;
    return this.#fraction(bytes, this.#dayMs + ms) && this.#zone(bytes);
  }

  /** Up to six digits after a point; the part below a millisecond is added last, as everywhere. */
  #fraction(bytes: Uint8Array, whole: number): boolean {
    this.at = whole;
    if (bytes[this.#position] !== POINT) return true;
    let index = this.#position + 1;
    let micros = 0;
    let digits = 0;
    for (; ; index += 1) {
      const digit = (bytes[index] ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      digits += 1;
      micros = micros * 10 + digit;
    }
    if (digits === 0 || digits > 6) return false;
    this.#position = index;
    micros *= POWERS[6 - digits] ?? 1;
    const ms = Math.floor(micros / 1000);
    this.at = whole + ms + (micros - ms * 1000) / 1000;
    return true;
  }

  #zone(bytes: Uint8Array): boolean {
    if (bytes[this.#position] !== LETTER_Z) return this.#columns.isUtc;
    this.#position += 1;
    return true;
  }

  #epoch(bytes: Uint8Array): boolean {
    const start = this.#position;
    let index = start;
    let value = 0;
    for (; ; index += 1) {
      const digit = (bytes[index] ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    if (index - start < EPOCH_DIGITS[0] || index - start > EPOCH_DIGITS[1]) return false;
    this.#position = index;
    this.at = value;
    return true;
  }

  /** So many digits as a number; NaN where they are none. */
  #digits(bytes: Uint8Array, position: number, count: number): number {
    let value = 0;
    for (let index = position; index < position + count; index += 1) {
      const digit = (bytes[index] ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }
}
