import type { Bar } from '../../../src/domain/market-event.js';

const DAY_MS = 86_400_000;

/** The n-th daily bar of X: open, high, low, close, all equal where one price is given. */
export const barOf = (
  n: number,
  prices: readonly [number] | readonly [number, number, number, number],
  more: Partial<Bar> = {},
): Bar => {
  const [open, high = open, low = open, close = open] = prices;
  return {
    kind: 'bar',
    symbol: 'X',
    start: n * DAY_MS,
    at: (n + 1) * DAY_MS,
    sessionDate: `day ${n}`,
    every: '1d',
    open,
    high,
    low,
    close,
    volume: null,
    bid: null,
    ask: null,
    ...more,
  };
};
