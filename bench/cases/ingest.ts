import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usShare } from '../../src/domain/instrument.js';
import { ingest as ingestTape } from '../../src/sources/ingest/ingest.js';
import { tradesCsv } from '../data/trades-csv.js';
import { csvFloor } from '../floors/csv-floor.js';
import type { Case } from '../outcome.js';

/** Five million trades of a csv made into a tape, beside a loop that only reads the csv's numbers. */
export const ingest: Case = {
  name: 'ingest',
  unit: 'rows/s',
  wish: { seed: 1, symbols: 50, rows: 5_000_000 },
  prepare: async (folder, wish) => {
    const path = join(folder, 'trades.csv');
    await tradesCsv(path, wish);
    return path;
  },
  engine: async (path) => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'));
    try {
      const begun = performance.now();
      const { meta } = await ingestTape({
        uris: [`file:${path}`],
        path: join(folder, 'trades.arrow'),
        maxBad: { text: '0', count: 0, share: 0 },
        world: { instrument: usShare },
        onRows: () => undefined,
      });
      const seconds = (performance.now() - begun) / 1_000;
      return { rows: meta.rows, seconds, trades: 0, finalEquity: 0, journalBytes: null };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  floor: csvFloor,
  sum: null,
  trades: false,
};
