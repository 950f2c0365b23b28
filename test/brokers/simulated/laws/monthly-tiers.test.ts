import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Tier, tierAt, tieredCost } from '../../../../src/brokers/simulated/laws/monthly-tiers.js';

const FUTURES: readonly Tier[] = [
  [1_000, 0.6],
  [10_000, 0.45],
  [Number.POSITIVE_INFINITY, 0.3],
];

describe('tiers of a month', () => {
  // The example of the broker's own page: 1,000 contracts at 0.60 and 500 at 0.45.
  it('charge each part of a volume at the rate of its tier', () => {
    expect(tieredCost(FUTURES, 0, 1_500)).toBeCloseTo(1_000 * 0.6 + 500 * 0.45, 12);
  });

  it('begin where the month stands', () => {
    expect(tieredCost(FUTURES, 999, 2)).toBeCloseTo(0.6 + 0.45, 12);
    expect(tieredCost(FUTURES, 1_000, 1)).toBeCloseTo(0.45, 12);
    expect(tieredCost(FUTURES, 50_000, 10)).toBeCloseTo(3, 12);
  });

  it('know which of them a volume has reached', () => {
    expect([0, 999, 1_000, 10_000].map((before) => tierAt(FUTURES, before))).toEqual([0, 0, 1, 2]);
  });

  it('ask the same for a volume in one order or in two', () => {
    const volume = fc.integer({ min: 0, max: 30_000 });
    fc.assert(
      fc.property(volume, volume, volume, (before, first, second) => {
        const parts = tieredCost(FUTURES, before, first) + tieredCost(FUTURES, before + first, second);
        expect(tieredCost(FUTURES, before, first + second)).toBeCloseTo(parts, 6);
      }),
    );
  });
});
