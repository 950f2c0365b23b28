import { join } from 'node:path';
import type { Rows } from '../../src/tape/rows.js';
import type { Wish } from '../outcome.js';
import { randomFrom } from './random.js';
import { writeBatches } from './write-batches.js';

const MINUTE_MS = 60_000;
const START = Date.UTC(2010, 0, 4);
const DAY_MS = 86_400_000;

/** One symbol's random walk in bars of a minute, without a gap, as a tape in a folder; gives its path. */
export const minuteBars = async (folder: string, { seed, rows: wanted }: Wish): Promise<string> => {
  const path = join(folder, 'bars.arrow');
  const random = randomFrom(seed);
  let price = 100;
  let made = 0;
  await writeBatches(path, {
    traits: { kinds: ['bar'], told: ['volume'] },
    streams: [{ symbol: 'S00', kind: 'bar', every: '1m' }],
    put: (rows: Rows) => {
      const { columns, count: row } = rows;
      const start = START + made * MINUTE_MS;
      const open = price;
      price = Math.max(1, open * (1 + (random() - 0.5) * 0.002));
      rows.stream[row] = 0;
      rows.at[row] = start + MINUTE_MS;
      const values = {
        start,
        open,
        high: Math.max(open, price) * 1.0001,
        low: Math.min(open, price) * 0.9999,
        close: price,
        volume: 1_000 + Math.floor(random() * 1_000),
      };
      for (const name of ['start', 'open', 'high', 'low', 'close', 'volume'] as const) {
        const column = columns[name];
        if (column) column[row] = values[name];
      }
      if (columns.sessionDay) columns.sessionDay[row] = Math.floor(start / DAY_MS);
      rows.count = row + 1;
      made += 1;
      return made < wanted;
    },
  });
  return path;
};
