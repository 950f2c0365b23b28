import { createHash, type Hash } from 'node:crypto';
import type { Body } from './encode-body.js';
import type { Layout } from './layout.js';
import type { Rows } from './rows.js';
import { type Stream, streamKey } from './stream.js';

/** Takes the rows of a tape in order and tells the hash of all of them. */
export interface ContentHash {
  readonly add: (rows: Rows, body: Body) => void;
  readonly digest: (streams: readonly Stream[]) => string;
}

/**
 * SHA-256 over the hashes of the columns, each over its values from the first row to the last: no size of a
 * batch takes part, nor what a file is called.
 */
export const contentHash = ({ columns }: Layout): ContentHash => {
  const names = ['at', 'stream', ...columns.map(({ name }) => name)];
  const hashes = names.map(() => createHash('sha256'));
  return {
    add: (rows, { bytes, plan }) => {
      for (const [index, region] of [plan.at, plan.stream, ...plan.columns].entries()) {
        const hash: Hash | undefined = hashes[index];
        if (region.offsets < 0) hash?.update(bytes.subarray(region.values, region.values + region.length));
        // The ends of texts depend on the batch they stand in; no JSON holds a line's end.
        else for (let row = 0; row < rows.count; row += 1) hash?.update(`${rows.data[row] ?? ''}\n`);
      }
    },
    digest: (streams) => {
      const whole = createHash('sha256').update(JSON.stringify(streams.map(streamKey)));
      for (const [index, name] of names.entries()) whole.update(`${name} ${hashes[index]?.digest('hex')}\n`);
      return whole.digest('hex');
    },
  };
};
