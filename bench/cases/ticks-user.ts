import { tapeBatches } from '../data/tape-batches.js';
import { symbolsOf } from '../data/ticks.js';
import { trades } from '../data/trades.js';
import { everyTickFloor } from '../floors/every-tick-floor.js';
import { sumOf } from '../floors/sum.js';
import type { Case } from '../outcome.js';
import { runEngine } from '../run-engine.js';

/** A pipeline that takes every one of five million trades as an object through five stock operators. */
export const ticksUser: Case = {
  name: 'ticks-user',
  unit: 'ticks/s',
  wish: { seed: 1, symbols: 50, rows: 5_000_000 },
  prepare: trades,
  engine: (path, { symbols }) =>
    runEngine({
      pipeline: 'bench/pipelines/every-tick.ts',
      source: `tape:${path}`,
      param: [`symbols=${symbolsOf(symbols).join(',')}`, 'step=2000'],
    }),
  floor: (path, { symbols }) => everyTickFloor(tapeBatches(path), { symbols, step: 2_000, cash: 1e9 }),
  sum: sumOf,
  trades: true,
};
