import { readBatches } from './read-batches.js';
import { RowsHash } from './rows-hash.js';
import { damaged } from './tape-fault.js';
import { openTape } from './tape-file.js';

/** What a tape was found to be. */
export interface Verified {
  readonly rows: number;
  readonly contentHash: string;
}

/**
 * Reads a tape to its end.
 *
 * @throws MillraceError at the first byte that is not as it was written, or row that goes back in time.
 */
export const verifyTape = async (path: string): Promise<Verified> => {
  const tape = openTape(path);
  const { meta } = tape;
  let rows = 0;
  let last = Number.NEGATIVE_INFINITY;
  const hash = new RowsHash();
  for await (const batch of readBatches(tape, { first: 0, end: meta.batches.length })) {
    for (let row = 0; row < batch.rows; row += 1) {
      const at = batch.at[row] ?? Number.NaN;
      if (!(at >= last)) throw damaged(path, `row ${rows + row} goes back in time`);
      last = at;
    }
    hash.batch(batch, meta.streams);
    rows += batch.rows;
  }
  if (rows !== meta.rows) throw damaged(path, `it has ${rows} rows and says ${meta.rows}`);
  const contentHash = hash.digest();
  if (contentHash !== meta.contentHash)
    throw damaged(path, `its rows have the hash ${contentHash} and not ${meta.contentHash}`);
  return { rows, contentHash };
};
