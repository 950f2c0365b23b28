import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { thinned } from '../../../../src/report/html/data/thinned.js';

const series = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
  minLength: 1,
  maxLength: 500,
});

describe('thinned', () => {
  it('leaves a short series whole', () => {
    expect(thinned([5, 6, 7], 3)).toEqual([0, 1, 2]);
    expect(thinned([], 3)).toEqual([]);
  });

  it('keeps the first, lowest, highest and last value of each part', () => {
    // Two parts: 0 to 4, and 5 to 9.
    expect(thinned([1, 9, 2, 0, 3, 4, 4, 8, 4, 5], 8)).toEqual([0, 1, 3, 4, 5, 7, 9]);
  });

  it('keeps the ends, the extremes and the order of any series, within its limit', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 4, max: 100 }), (values, limit) => {
        const kept = thinned(values, limit);
        const shown = kept.map((index) => values[index] ?? Number.NaN);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect([kept[0], kept.at(-1)]).toEqual([0, values.length - 1]);
        expect([Math.min(...shown), Math.max(...shown)]).toEqual([Math.min(...values), Math.max(...values)]);
        expect(kept).toEqual([...new Set(kept)].toSorted((left, right) => left - right));
      }),
    );
  });
});
