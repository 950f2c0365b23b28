import type { Bar } from '../../src/domain/market-event.js';
import { bar } from '../../src/testing/bar.js';

const MINUTE_MS = 60_000;

/** Midnight before the first minute of these tests: a Tuesday, 2024-01-02 in UTC. */
const T0 = 1_704_153_600_000;

/** The end of the n-th minute, counted from 1. */
export const minute = (n: number): number => T0 + n * MINUTE_MS;

/** One-minute bars of a symbol, the first ending at `minute(1)`, each at one price. */
export const minuteBars = (
  symbol: string,
  prices: readonly number[],
  more: Partial<Bar> = {},
): readonly Bar[] =>
  prices.map((price, index) =>
    bar({ symbol, every: '1m', start: minute(index), open: price, close: price, volume: 1_000, ...more }),
  );
