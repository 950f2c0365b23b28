import { describe, expect, it } from '@jest/globals';
import { cagr } from 'millrace/statistics';

describe('cagr', () => {
  const twoYearsMs = 730.5 * 86_400_000;

  it('is the growth of a year of 365.25 days unless another is asked for', () => {
    expect(cagr(1.21, twoYearsMs)).toBeCloseTo(0.1, 12);
    expect(cagr(1.21, 730 * 86_400_000, 365)).toBeCloseTo(0.1, 12);
  });

  it('says nothing where more than everything was lost', () => {
    expect(cagr(0, twoYearsMs)).toBe(-1);
    expect(cagr(-0.5, 800 * 86_400_000)).toBeNaN();
  });
});
