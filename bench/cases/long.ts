import { generated } from '../data/generated.js';
import { symbolsOf } from '../data/ticks.js';
import { trades } from '../data/trades.js';
import { ticksFloor } from '../floors/ticks-floor.js';
import type { Case } from '../outcome.js';
import { runEngine } from '../run-engine.js';

/** As `ticks-sma-50` over two hundred million trades that are made block by block: rate and memory stay. */
export const long: Case = {
  name: 'long',
  unit: 'ticks/s',
  wish: { seed: 1, symbols: 50, rows: 200_000_000 },
  // A tape of a few rows says what streams there are.
  prepare: (folder, wish) => trades(folder, { ...wish, rows: 10_000 }),
  engine: (path, wish) =>
    runEngine({
      pipeline: 'sma-cross',
      source: `tape:${path}`,
      param: [
        `symbols=${symbolsOf(wish.symbols).join(',')}`,
        'every=1m',
        'fast=5',
        'slow=15',
        'size.quantity=10',
      ],
      batches: () => generated(wish),
    }),
  floor: (_, wish) =>
    ticksFloor(generated(wish), { symbols: wish.symbols, fast: 5, slow: 15, quantity: 10, cash: 1e9 }),
  sum: null,
  times: 1,
  trades: true,
};
