import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { histogram } from '../../../../src/report/html/data/histogram.js';

describe('histogram', () => {
  it('counts nothing as nothing and equal values as one bin', () => {
    expect(histogram([])).toEqual([]);
    expect(histogram([3, 3, 3])).toEqual([{ from: 0, to: 5, count: 3 }]);
  });

  it('has a bound at 0, so that a small gain and a small loss never share a bin', () => {
    const bins = histogram([-4, -0.1, 0.1, 4]);
    expect(bins.some(({ from }) => from === 0)).toBe(true);
    expect(bins.filter(({ count }) => count > 0)).toHaveLength(4);
  });

  it('puts a crash into the outermost bin instead of pressing the rest into one', () => {
    const calm = Array.from({ length: 400 }, (_, n) => (n % 20) / 10 - 0.95);
    const bins = histogram([-50, ...calm]);
    expect(bins[0]?.from).toBe(-Infinity);
    expect(bins.length).toBeGreaterThanOrEqual(10);
    expect(bins[0]?.to).toBeGreaterThan(-2);
  });

  it('counts every value once, in bins that touch, of a round width and at most 42', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
        const bins = histogram(values);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        expect(bins.length).toBeLessThanOrEqual(42);
        for (const [n, { from }] of bins.entries()) if (n > 0) expect(from).toBe(bins[n - 1]?.to);
      }),
    );
  });
});
