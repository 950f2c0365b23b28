import { MillraceError } from '../domain/millrace-error.js';

/** How long a row may be: an unclosed quote must not gather the rest of a large file in memory. */
export const ROW_BYTES_MAX = 1 << 20;

/** One row while it is being read: where its fields lie. Valid inside the callback alone. */
export interface Row {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly count: number;
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** Whether a quoted field holds doubled quotes. */
  readonly hasDoubledQuotes: boolean;
}

/** Takes a file's blocks in order, and then its end. */
export interface RowScanner {
  push(block: Buffer): void;
  end(): void;
}

/** The row that is filled in again and again, with what only the scanner needs. */
interface Scan {
  bytes: Buffer;
  readonly starts: number[];
  readonly ends: number[];
  count: number;
  line: number;
  hasDoubledQuotes: boolean;
  lineBreaks: number;
}

const [TAB, LF, CR, SPACE, QUOTE, COMMA] = [9, 10, 13, 32, 34, 44] as const;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts the blocks of a csv file into rows (RFC 4180; LF or CRLF; a byte order mark and blank
 * last lines are fine).
 *
 * Fields are left in place as bytes: making text of every cell costs more than reading all the numbers.
 */
export const scanRows = (path: string, onRow: (row: Row) => void): RowScanner => {
  const scan = newScan();
  let rest = scan.bytes;
  let nextLine = 1;
  let blankLine = 0;
  let isFirst = true;

  const finish = (): void => {
    if (scan.count === 1 && scan.starts[0] === scan.ends[0]) {
      if (blankLine === 0) blankLine = scan.line;
      return;
    }
    if (blankLine > 0) throw invalid(path, blankLine, 'is blank, and rows follow it');
    onRow(scan);
  };

  const push = (block: Buffer): void => {
    scan.bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    if (isFirst && scan.bytes.length >= BYTE_ORDER_MARK.length) {
      isFirst = false;
      if (scan.bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) scan.bytes = scan.bytes.subarray(3);
    }
    let position = 0;
    while (!isFirst) {
      scan.line = nextLine;
      const next = cutRow(scan, position, path);
      if (next < 0) break;
      position = next;
      nextLine += scan.lineBreaks;
      finish();
    }
    rest = scan.bytes.subarray(position);
    if (rest.length > ROW_BYTES_MAX) throw rowTooLong(path, nextLine);
  };

  const end = (): void => {
    if (rest.length === 0) return;
    isFirst = false;
    push(Buffer.from([LF]));
    if (rest.length > 0) throw rowUnclosed(path, nextLine);
  };

  return { push, end };
};

/** The error of a row that has no end in so many bytes. */
export const rowTooLong = (path: string, line: number): MillraceError =>
  invalid(path, line, 'goes on for more than 1 MiB: is a quote not closed?');

/** The error of a row that the file ends in. */
export const rowUnclosed = (path: string, line: number): MillraceError =>
  invalid(path, line, 'opens a quote that is never closed');

const newScan = (): Scan => ({
  bytes: Buffer.alloc(0),
  starts: [],
  ends: [],
  count: 0,
  line: 1,
  hasDoubledQuotes: false,
  lineBreaks: 0,
});

const invalid = (path: string, line: number, reason: string): MillraceError =>
  new MillraceError('ROW_INVALID', { path, line, reason });

/** Finds the fields of the row at a position; the position after it, or -1 where the block ends inside it. */
const cutRow = (scan: Scan, position: number, path: string): number => {
  const { bytes } = scan;
  scan.count = 0;
  scan.lineBreaks = 0;
  scan.hasDoubledQuotes = false;
  let start = position;
  let index = position;
  while (index < bytes.length) {
    const byte = bytes[index];
    if (byte === QUOTE && index === start) {
      const close = closingQuote(scan, index + 1);
      if (close < 0) return -1;
      keepField(scan, index + 1, close);
      index = bytes[close + 1] === CR ? close + 2 : close + 1;
      if (index >= bytes.length) return -1;
      if (bytes[index] !== COMMA && bytes[index] !== LF) {
        throw invalid(path, scan.line, 'has text after a closing quote');
      }
    } else if (byte === COMMA || byte === LF) {
      keepTrimmed(scan, start, index);
    } else {
      index += 1;
      continue;
    }
    if (bytes[index] === LF) {
      scan.lineBreaks += 1;
      return index + 1;
    }
    index += 1;
    start = index;
  }
  return -1;
};

/**
 * The closing quote of a field that begins at a position, or -1; counts the line breaks inside.
 *
 * One at the very end of a block may turn out to be doubled: then the row is cut once more with what follows.
 */
const closingQuote = (scan: Scan, position: number): number => {
  const { bytes } = scan;
  for (let index = position; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (byte === LF) scan.lineBreaks += 1;
    if (byte !== QUOTE) continue;
    if (bytes[index + 1] !== QUOTE) return index;
    scan.hasDoubledQuotes = true;
    index += 1;
  }
  return -1;
};

const keepTrimmed = (scan: Scan, from: number, to: number): void => {
  const { bytes } = scan;
  let start = from;
  let end = to;
  while (start < end && isSpace(bytes[start])) start += 1;
  while (end > start && isSpace(bytes[end - 1])) end -= 1;
  keepField(scan, start, end);
};

const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === CR || byte === TAB;

const keepField = (scan: Scan, start: number, end: number): void => {
  scan.starts[scan.count] = start;
  scan.ends[scan.count] = end;
  scan.count += 1;
};
