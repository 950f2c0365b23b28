import { join } from 'node:path';
import type { Case } from '../outcome.js';
import { spawned } from '../spawned.js';

const MAIN = join(import.meta.dirname, '../../src/cli/main.js');
const SAMPLE = 'file:samples/SPY.csv?symbol=SPY&every=1d&adjust=total';

/** A whole process beside `node -e 0`. */
const started = (name: string, args: readonly string[]): Case => ({
  name,
  unit: 'starts/s',
  wish: { seed: 1, symbols: 1, rows: 1 },
  prepare: () => Promise.resolve(''),
  engine: () => Promise.resolve(spawned([MAIN, ...args])),
  floor: () => Promise.resolve(spawned(['-e', '0'])),
  sum: null,
  times: 7,
  trades: false,
});

/** `millrace --version`. */
export const startVersion = started('start-version', ['--version']);

/** `millrace backtest` on the sample. */
export const startBacktest = started('start-backtest', [
  'backtest',
  'sma-cross',
  '--source',
  SAMPLE,
  '--param',
  'symbols=SPY',
]);
