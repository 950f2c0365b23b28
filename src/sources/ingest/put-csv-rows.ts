import type { MarketEvent } from '../../domain/market-event.js';
import { MillraceError } from '../../domain/millrace-error.js';
import { putEvent } from '../../tape/put-event.js';
import type { TapeSorter } from '../../tape/sort/tape-sorter.js';
import { streamOf } from '../../tape/stream.js';
import type { CsvPlan } from '../csv-plan.js';
import { refuseChanged } from '../file-version.js';
import { readBlocks } from '../read-blocks.js';
import { csvReader } from '../read-csv.js';
import { type Row, scanRows } from '../scan-rows.js';
import type { Quarantine } from './quarantine.js';

/** Where the rows of a file go. */
export interface RowTargets {
  readonly sorter: TapeSorter;
  readonly quarantine: Quarantine;
  /** How many rows have been read. */
  readonly onRows: (rows: number) => void;
}

/** What was seen of a file while its rows were put away. */
export interface CsvExtent {
  /** How many rows there were, good and bad. */
  readonly rowsRead: number;
  /** Of each symbol its first `at`. */
  readonly firsts: ReadonlyMap<string, number>;
  readonly last: number;
  /** Whether rows lie behind the range. */
  readonly isCut: boolean;
}

/** Puts all rows of a csv file into a sorter; those that cannot be read go into quarantine. */
export const putCsvRows = async (
  plan: CsvPlan,
  { sorter, quarantine, onRows }: RowTargets,
): Promise<CsvExtent> => {
  const firsts = new Map<string, number>();
  let last = Number.NEGATIVE_INFINITY;
  const reader = csvReader({ ...plan, sortsLater: true });
  const rows: { readonly event: MarketEvent; readonly line: number }[] = [];
  let count = -1;
  const scanner = scanRows(plan.path, (row) => {
    count += 1;
    if (count === 0) return;
    try {
      const event = reader.read(row);
      if (event) rows.push({ event, line: row.line });
    } catch (cause) {
      quarantine.add({ path: plan.path, line: row.line, reason: reasonOf(cause), raw: rawText(row) });
    }
  });
  const put = async (): Promise<void> => {
    for (const { event, line } of rows) {
      if (sorter.rows.lines) sorter.rows.lines[sorter.rows.count] = line;
      firsts.set(event.symbol, Math.min(event.at, firsts.get(event.symbol) ?? event.at));
      last = Math.max(last, event.at);
      await putRow(sorter, event);
    }
    rows.length = 0;
    await quarantine.settle();
    onRows(count);
  };
  for await (const block of readBlocks(plan.path)) {
    scanner.push(block);
    await put();
  }
  await refuseChanged(plan.path, plan.version);
  scanner.end();
  await put();
  return { rowsRead: count, firsts, last, isCut: reader.isCut() };
};

/** Puts an event into a sorter. */
export const putRow = async (sorter: TapeSorter, event: MarketEvent): Promise<void> => {
  putEvent(sorter.rows, event, sorter.table.place(streamOf(event)));
  if (sorter.rows.count >= sorter.capacity) await sorter.settle();
};

/** Why a row cannot be read; what is wrong with more than it passes. */
export const reasonOf = (cause: unknown): string => {
  const isRow = cause instanceof MillraceError && cause.code === 'ROW_INVALID';
  if (!isRow) throw cause;
  return String(cause.facts.reason);
};

/** What stands in a row, from its first field to its last. */
const rawText = ({ bytes, starts, ends, count }: Row): string =>
  bytes.toString('utf8', starts[0], ends[count - 1]);
