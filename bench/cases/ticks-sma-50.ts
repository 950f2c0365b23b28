import { tapeBatches } from '../data/tape-batches.js';
import { symbolsOf } from '../data/ticks.js';
import { trades } from '../data/trades.js';
import { sumOf } from '../floors/sum.js';
import { ticksFloor } from '../floors/ticks-floor.js';
import type { Case } from '../outcome.js';
import { runEngine } from '../run-engine.js';

/** `sma-cross` on each of fifty symbols, its bars of a minute made of five million interleaved trades. */
export const ticksSma50: Case = {
  name: 'ticks-sma-50',
  unit: 'ticks/s',
  wish: { seed: 1, symbols: 50, rows: 5_000_000 },
  prepare: trades,
  engine: (path, { symbols }) =>
    runEngine({
      pipeline: 'sma-cross',
      source: `tape:${path}`,
      param: [`symbols=${symbolsOf(symbols).join(',')}`, 'every=1m', 'fast=5', 'slow=15', 'size.quantity=10'],
    }),
  floor: (path, { symbols }) =>
    ticksFloor(tapeBatches(path), { symbols, fast: 5, slow: 15, quantity: 10, cash: 1e9 }),
  sum: sumOf,
  trades: true,
};
