import { parseEvery } from '../domain/every.js';
import { isoText } from '../domain/iso-text.js';
import type { MarketEvent } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { CsvPlan } from './csv-plan.js';
import { EndOrder } from './end-order.js';
import { refuseChanged } from './file-version.js';
import { readBlocks } from './read-blocks.js';
import { csvReader } from './read-csv.js';
import { scanRows } from './scan-rows.js';

/**
 * Streams the events of a csv file in chunks, `at` never falling, with no more in memory than
 * a block of the file.
 *
 * @param chunkRows The size of a chunk, the last one apart.
 * @returns Whether rows of the file lie behind the range.
 */
export async function* csvEvents(
  plan: CsvPlan,
  chunkRows: number,
): AsyncGenerator<readonly MarketEvent[], boolean, undefined> {
  const reader = csvReader(plan);
  const order = new EndOrder();
  const isOrdered = plan.symbols.size <= 1 || !isDated(plan);
  let ready: MarketEvent[] = [];
  let knownAt = Number.NEGATIVE_INFINITY;
  let line = 0;
  const keep = (event: MarketEvent): void => {
    if (event.at < knownAt) throw goesBack(event.at, knownAt, { path: plan.path, line });
    knownAt = event.at;
    ready.push(event);
  };
  const scanner = scanRows(plan.path, (row) => {
    const isHeader = line === 0;
    line = row.line;
    if (isHeader) return;
    const event = reader.read(row);
    if (event === undefined) return;
    if (isOrdered) keep(event);
    else for (const released of order.add(event, reader.instant())) keep(released);
  });

  await refuseChanged(plan.path, plan.version);
  for await (const block of readBlocks(plan.path)) {
    scanner.push(block);
    let taken = 0;
    for (; ready.length - taken >= chunkRows; taken += chunkRows) yield ready.slice(taken, taken + chunkRows);
    ready = ready.slice(taken);
    if (reader.isPast()) break;
  }
  // Rows that were added or taken away meanwhile may be of symbols that nobody knows of.
  await refuseChanged(plan.path, plan.version);
  if (!reader.isPast()) scanner.end();
  for (const released of order.end()) keep(released);
  for (let taken = 0; taken < ready.length; taken += chunkRows) yield ready.slice(taken, taken + chunkRows);
  return reader.isCut();
}

/** The times that stand in the rows go forward, and yet a row is known before the one above it. */
const goesBack = (at: number, before: number, place: { path: string; line: number }): MillraceError => {
  const times = `is known at ${isoText(at)}, the row above at ${isoText(before)}`;
  const reason = `${times}: a day is known at its end, so give all rows a time, or none`;
  return new MillraceError('ROW_ORDER', { ...place, reason });
};

/** Whether its bars end with dates: then they may end in another order than they begin. */
const isDated = ({ columns, every }: CsvPlan): boolean =>
  columns.kind === 'bar' && ['d', 'w', 'mo'].includes(parseEvery(every)?.unit ?? '');
