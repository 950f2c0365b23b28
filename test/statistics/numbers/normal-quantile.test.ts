import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalCdf } from '../../../src/statistics/numbers/normal-cdf.js';
import { normalQuantile } from '../../../src/statistics/numbers/normal-quantile.js';

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.841344746068543, 1],
    [0.975, 1.959963984540054],
    [0.01, -2.326347874040841],
    [0.999, 3.090232306167813],
    [0, -Infinity],
    [1, Infinity],
    [-0.1, Number.NaN],
    [1.1, Number.NaN],
    [Number.NaN, Number.NaN],
  ])('at %p is the value of the tables', (probability, x) => {
    const found = normalQuantile(probability);
    if (Number.isFinite(x)) expect(found).toBeCloseTo(x, 12);
    else expect(found).toBe(x);
  });

  it('undoes normalCdf', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability))).toBeCloseTo(probability, 13);
      }),
    );
  });
});
