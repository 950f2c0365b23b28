import { join } from 'node:path';
import type { Wish } from '../outcome.js';
import { symbolsOf, tickMaker } from './ticks.js';
import { writeBatches } from './write-batches.js';

/** Trades of many symbols, interleaved, as a tape in a folder; gives its path. */
export const trades = async (folder: string, wish: Wish): Promise<string> => {
  const path = join(folder, 'trades.arrow');
  const put = tickMaker(wish);
  let made = 0;
  await writeBatches(path, {
    traits: { kinds: ['trade'], told: ['size'] },
    streams: symbolsOf(wish.symbols).map((symbol) => ({ symbol, kind: 'trade' })),
    put: (rows) => {
      put(rows);
      made += 1;
      return made < wish.rows;
    },
  });
  return path;
};
