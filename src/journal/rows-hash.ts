import type { MarketEvent } from '../domain/market-event.js';
import { textHash } from './text-hash.js';

/** Takes the rows of a run in their order and tells the hash of all of them. */
export interface RowsHash {
  readonly add: (rows: readonly MarketEvent[]) => void;
  readonly digest: () => string;
}

/** SHA-256 of the rows as JSON, a line each: what went in, whatever files and chunks it came in. */
export const rowsHash = (): RowsHash => {
  const hash = textHash();
  return {
    add: (rows) => {
      for (const row of rows) hash.add(`${JSON.stringify(row)}\n`);
    },
    digest: hash.digest,
  };
};
