import { describe, expect, it } from '@jest/globals';
import { candles } from '../../../../src/report/html/data/candles.js';

describe('candles', () => {
  it('gathers bars without losing a high, a low, the first open or the last close', () => {
    const column = (of: (n: number) => number) => Float64Array.of(1, 2, 3, 4, 5).map(of);
    const bars = {
      length: 5,
      time: column((n) => n),
      at: column((n) => n),
      open: column((n) => 10 * n),
      high: column((n) => 10 * n + n),
      low: column((n) => 10 * n - n),
      close: column((n) => 10 * n + 1),
    };
    expect(candles(bars, 3)).toEqual({
      bars: 2,
      time: [1, 3, 5],
      open: [10, 30, 50],
      high: [22, 44, 55],
      low: [9, 27, 45],
      close: [21, 41, 51],
    });
  });
});
