import type { Batch } from '../../src/tape/batch.js';
import { readBatches } from '../../src/tape/read-batches.js';
import { openTape } from '../../src/tape/tape-file.js';

/** Every batch of a tape. */
export const tapeBatches = (path: string): AsyncIterable<Batch> => {
  const tape = openTape(path);
  return readBatches(tape, { first: 0, end: tape.places.length });
};
