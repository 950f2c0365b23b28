import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { simplestFraction } from '../../src/sources/simplest-fraction.js';

/** Tries one denominator after the other. */
const byTrying = (low: number, high: number): number => {
  for (let denominator = 1; ; denominator += 1) {
    const numerator = Math.ceil(low * denominator);
    if (numerator <= high * denominator) return numerator / denominator;
  }
};

describe('simplestFraction', () => {
  it.each([
    [6.9999, 7.0001, 7],
    [1.4999, 1.5001, 3 / 2],
    [0.0999, 0.1001, 1 / 10],
    [1.998001, 1.998003, 2000 / 1001],
    [2, 2, 2],
  ])('between %p and %p is %p', (low, high, expected) => {
    expect(simplestFraction(low, high)).toBe(expected);
  });

  it('is the first that trying finds', () => {
    const bounds = fc.tuple(
      fc.double({ min: 0.001, max: 100, noNaN: true }),
      fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
    );
    fc.assert(
      fc.property(bounds, ([low, width]) => {
        const found = simplestFraction(low, low * (1 + width));
        expect(found).toBeCloseTo(byTrying(low, low * (1 + width)), 9);
      }),
      { numRuns: 2_000 },
    );
  });
});
