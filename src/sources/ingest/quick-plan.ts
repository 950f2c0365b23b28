import { MillraceError } from '../../domain/millrace-error.js';
import type { NumberColumn } from '../../tape/batch.js';
import { type CsvColumns, csvColumns, type QuoteColumns, type TradeColumns } from '../csv-columns.js';
import type { CsvPlan } from '../csv-plan.js';
import { fileVersion } from '../file-version.js';
import { refuseMisplaced } from '../open-csv.js';
import { readBlocks } from '../read-blocks.js';
import { readRange } from '../read-range.js';
import { scanRows } from '../scan-rows.js';
import type { SourceUri } from '../source-uri.js';
import type { QuickRole } from './quick-line.js';

/** A file of trades or quotes whose lines may be read straight from their bytes. */
export interface QuickPlan {
  readonly uri: SourceUri;
  readonly columns: QuickCsvColumns;
  /** Everything but the symbols, which are found as they come. */
  readonly plan: Omit<CsvPlan, 'symbols'>;
  readonly header: HeaderExtent;
}

/** How much of a file its header is. */
export interface HeaderExtent {
  readonly bytes: number;
  readonly lines: number;
}

const LF = 10;

type QuickCsvColumns = CsvColumns & (TradeColumns | QuoteColumns);

/**
 * How a file is read line by line; undefined where that takes more than a line: bars, whose length and
 * calendar have to be found out first, events, prices that are to be adjusted.
 */
export const quickPlan = async (uri: SourceUri): Promise<QuickPlan | undefined> => {
  if (uri.events !== null || (uri.adjust !== null && uri.adjust !== 'none')) return undefined;
  const version = await fileVersion(uri.path);
  const { columns, header } = await headerOf(uri);
  if (!(columns.kind === 'trade' || columns.kind === 'quote') || columns.clock !== null) return undefined;
  refuseMisplaced(columns.kind, uri, '');
  if (columns.symbol === null && uri.symbol === null) {
    const reason = 'the file has no column symbol; say ?symbol=NAME';
    throw new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });
  }
  const { from, to } = readRange(uri);
  const plan = {
    path: uri.path,
    version,
    columns,
    every: '',
    eventName: '',
    timeZone: uri.tz,
    stamp: uri.stamp,
    sortsLater: true,
    from: from ?? Number.NEGATIVE_INFINITY,
    to: to ?? Number.POSITIVE_INFINITY,
  };
  return { uri, columns, plan, header };
};

const headerOf = async (uri: SourceUri): Promise<{ columns: CsvColumns; header: HeaderExtent }> => {
  let columns: CsvColumns | undefined;
  let bytes = 0;
  let lines = 0;
  const scanner = scanRows(uri.path, (row) => {
    columns = csvColumns(row, { path: uri.path, hasEvents: false });
  });
  for await (const block of readBlocks(uri.path)) {
    // A line at a time: no row behind the header is looked at, however many lines its fields take.
    for (let from = 0, to = 0; from < block.length; from = to) {
      to = block.indexOf(LF, from) + 1 || block.length;
      scanner.push(block.subarray(from, to));
      bytes += to - from;
      if (block[to - 1] === LF) lines += 1;
      if (columns) return { columns, header: { bytes, lines } };
    }
  }
  scanner.end();
  if (columns) return { columns, header: { bytes, lines } };
  throw new MillraceError('FILE_EMPTY', { path: uri.path });
};

/** What stands in each column of a file, and the names of its numbers in their order. */
export const quickRoles = (
  columns: QuickCsvColumns,
): { readonly roles: readonly QuickRole[]; readonly keys: readonly NumberColumn[] } => {
  const numbers: readonly (readonly [NumberColumn, QuickRole, number | null])[] =
    columns.kind === 'trade'
      ? [
          ['price', 'price', columns.price],
          ['size', 'size', columns.size],
        ]
      : [
          ['bid', 'price', columns.bid],
          ['ask', 'price', columns.ask],
          ['bidSize', 'size', columns.bidSize],
          ['askSize', 'size', columns.askSize],
        ];
  const found = columns.names.map((_, column) => numbers.find(([, , place]) => place === column));
  return {
    keys: found.flatMap((number) => (number ? [number[0]] : [])),
    roles: found.map((number, column) => {
      if (number) return number[1];
      if (column === columns.time) return 'time';
      return column === columns.symbol ? 'symbol' : 'other';
    }),
  };
};
