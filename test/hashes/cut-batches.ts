import type { Source } from '../../src/sources/source.js';
import type { Batch } from '../../src/tape/batch.js';

/** The same source, its batches cut into pieces of so many rows at the most. */
export const cutBatches = (source: Source, batchRows: number): Source => {
  const { batches } = source;
  return batches === undefined ? source : { ...source, batches: () => cut(batches(), batchRows) };
};

async function* cut(
  batches: AsyncIterable<Batch>,
  batchRows: number,
): AsyncGenerator<Batch, void, undefined> {
  for await (const batch of batches) {
    for (let from = 0; from < batch.rows; from += batchRows) {
      yield piece(batch, from, Math.min(batch.rows, from + batchRows));
    }
  }
}

const piece = (batch: Batch, from: number, to: number): Batch => ({
  rows: to - from,
  stream: batch.stream.subarray(from, to),
  at: batch.at.subarray(from, to),
  columns: Object.fromEntries(
    Object.entries(batch.columns).map(([name, column]) => [name, column.subarray(from, to)]),
  ),
  event: (row) => batch.event(from + row),
});
