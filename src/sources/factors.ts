import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MillraceError } from '../domain/millrace-error.js';
import { dayOf } from '../time/civil-date.js';
import { cellNumber, cellText } from './cells.js';
import { readBlocks } from './read-blocks.js';
import { newStamp, readStamp } from './read-stamp.js';
import { type Row, scanRows } from './scan-rows.js';
import { shown } from './shown.js';

/** What prices are multiplied by, dividends and splits apart; sizes are divided by `split`. */
export interface Factor {
  readonly price: number;
  readonly split: number;
}

/** A row of a factor file: it holds up to and including its last day. */
export interface FactorRow extends Factor {
  readonly lastDay: number;
  /** The raw close of its last day; NaN where the file does not say. */
  readonly referencePrice: number;
}

const NOTHING: Factor = { price: 1, split: 1 };

/** `<symbol>-factors.csv` beside a file, in whatever case it is written, or undefined. */
export const findFactors = async (path: string, symbol: string): Promise<string | undefined> => {
  const folder = dirname(path);
  const wanted = `${symbol}-factors.csv`.toLowerCase();
  // Some file systems tell cases apart and some do not; a run may not depend on which.
  const found = (await namesIn(folder)).filter((name) => name.toLowerCase() === wanted).sort();
  return found[0] === undefined || found[0] === basename(path) ? undefined : join(folder, found[0]);
};

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new MillraceError(
      'FILE_MISSING',
      { path: folder, reason: 'its files cannot be listed' },
      { cause },
    );
  }
};

/**
 * The rows of a file as LEAN writes them (`lastDate,priceFactor,splitFactor,referencePrice`, dates rising).
 */
export const readFactors = async (path: string): Promise<readonly FactorRow[]> => {
  const rows: FactorRow[] = [];
  let columns: readonly number[] | undefined;
  const scanner = scanRows(path, (row) => {
    if (columns) rows.push(factorRow(row, columns, { path, last: rows.at(-1) }));
    else columns = factorColumns(row, path);
  });
  for await (const block of readBlocks(path)) scanner.push(block);
  scanner.end();
  if (rows.length === 0) throw new MillraceError('FILE_EMPTY', { path });
  return rows;
};

/** The factor of a date: of the first row whose last date is not before it, 1 after the last row. */
export const factorOn = (date: string, rows: readonly FactorRow[]): Factor => {
  const day = dayOf(date);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.lastDay ?? Number.POSITIVE_INFINITY) < day) low = middle + 1;
    else high = middle;
  }
  return rows[low] ?? NOTHING;
};

const factorColumns = (header: Row, path: string): readonly number[] => {
  const names = Array.from({ length: header.count }, (_, column) => cellText(header, column).toLowerCase());
  const columns = ['lastdate', 'pricefactor', 'splitfactor'].map((name) => names.indexOf(name));
  if (!columns.includes(-1)) return [...columns, names.indexOf('referenceprice')];
  const wanted = 'factors need lastDate, priceFactor and splitFactor';
  const reason = `the header is ${shown(names.join(','))}, ${wanted}`;
  throw new MillraceError('ROW_INVALID', { path, line: 1, reason });
};

const factorRow = (
  row: Row,
  [date = 0, price = 0, split = 0, reference = -1]: readonly number[],
  { path, last }: { path: string; last: FactorRow | undefined },
): FactorRow => {
  const stamp = newStamp();
  const { bytes, starts, ends, line } = row;
  const isDate = readStamp({ bytes, index: starts[date] ?? 0, end: ends[date] ?? 0 }, stamp);
  const found = {
    lastDay: stamp.day,
    price: cellNumber(row, price),
    split: cellNumber(row, split),
    referencePrice: reference < 0 || row.count <= reference ? Number.NaN : cellNumber(row, reference),
  };
  if (row.count <= Math.max(date, price, split) || !isDate || !(found.price > 0 && found.split > 0)) {
    throw new MillraceError('ROW_INVALID', { path, line, reason: 'is no date with two factors above 0' });
  }
  if (last && found.lastDay <= last.lastDay) {
    throw new MillraceError('ROW_ORDER', {
      path,
      line,
      reason: 'its lastDate does not come after the one before',
    });
  }
  return found;
};
