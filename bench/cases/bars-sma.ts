import { minuteBars } from '../data/minute-bars.js';
import { barsChain } from '../floors/bars-chain.js';
import { barsFloor } from '../floors/bars-floor.js';
import { sumOf } from '../floors/sum.js';
import type { Case } from '../outcome.js';
import { runEngine } from '../run-engine.js';

const RULE = { fast: 10, slow: 30, quantity: 10, cash: 1e9 };

/** `sma-cross` over a million bars of a minute of one symbol. */
export const barsSma: Case = {
  name: 'bars-sma',
  unit: 'bars/s',
  wish: { seed: 1, symbols: 1, rows: 1_000_000 },
  prepare: minuteBars,
  engine: (path) =>
    runEngine({
      pipeline: 'sma-cross',
      source: `tape:${path}`,
      param: ['symbols=S00', 'every=1m', 'size.quantity=10'],
    }),
  floor: (path) => barsFloor(path, RULE),
  chain: (path) => barsChain(path, RULE),
  sum: sumOf,
  trades: true,
};
