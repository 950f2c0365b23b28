import { parseEvery } from '../domain/every.js';
import type { MarketEvent } from '../domain/market-event.js';
import type { CsvPlan } from './csv-plan.js';
import { EndOrder } from './end-order.js';
import { readBlocks } from './read-blocks.js';
import { csvReader } from './read-csv.js';
import { scanRows } from './scan-rows.js';

/**
 * Streams the events of a csv file in chunks, `at` never falling, with no more in memory than
 * a block of the file.
 *
 * @param chunkRows The size of a chunk, the last one apart.
 */
export async function* csvEvents(
  plan: CsvPlan,
  chunkRows: number,
): AsyncGenerator<readonly MarketEvent[], void, undefined> {
  const reader = csvReader(plan);
  const order = new EndOrder();
  const isOrdered = plan.symbols.size <= 1 || !isDated(plan);
  let ready: MarketEvent[] = [];
  let isHeader = true;
  const scanner = scanRows(plan.path, (row) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    const event = reader.read(row);
    if (event === undefined) return;
    if (isOrdered) ready.push(event);
    else ready.push(...order.add(event, reader.instant()));
  });

  for await (const block of readBlocks(plan.path)) {
    scanner.push(block);
    let taken = 0;
    for (; ready.length - taken >= chunkRows; taken += chunkRows) yield ready.slice(taken, taken + chunkRows);
    ready = ready.slice(taken);
    if (reader.isPast()) break;
  }
  if (!reader.isPast()) scanner.end();
  ready.push(...order.end());
  for (let taken = 0; taken < ready.length; taken += chunkRows) yield ready.slice(taken, taken + chunkRows);
}

/** Whether its bars end with dates: then they may end in another order than they begin. */
const isDated = ({ columns, every }: CsvPlan): boolean =>
  columns.kind === 'bar' && ['d', 'w', 'mo'].includes(parseEvery(every)?.unit ?? '');
