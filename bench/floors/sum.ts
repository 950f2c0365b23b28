import { tapeBatches } from '../data/tape-batches.js';
import type { Outcome } from '../outcome.js';

/** Adds up every column of numbers of a tape: reading alone. */
export const sumOf = async (path: string): Promise<Outcome> => {
  const begun = performance.now();
  let rows = 0;
  let sum = 0;
  for await (const { rows: count, at, columns } of tapeBatches(path)) {
    for (const column of [at, ...Object.values(columns)]) {
      for (let row = 0; row < count; row += 1) sum += column[row] ?? 0;
    }
    rows += count;
  }
  const seconds = (performance.now() - begun) / 1_000;
  return { rows, seconds, trades: 0, finalEquity: sum, journalBytes: null };
};
