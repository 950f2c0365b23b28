import { describe, expect, it } from '@jest/globals';
import { omegaRatio } from 'millrace/statistics';

describe('omegaRatio', () => {
  it('puts a return that just reaches the threshold on neither side', () => {
    // 1.01 ** 1 - 1 is a little more than 0.01.
    const required = { requiredPerYear: 0.01, periodsPerYear: 1 };
    expect(omegaRatio([0.01, 0.02], required)).toBeNaN();
    expect(omegaRatio([0.01, 0.02, 0], required)).toBe(1);
  });

  it('spreads a year’s requirement over its periods', () => {
    // 4 % a half year compound to 8.16 % a year: 0.02 above, 0.01 below.
    expect(omegaRatio([0.06, 0.03], { requiredPerYear: 0.0816, periodsPerYear: 2 })).toBeCloseTo(2, 9);
  });

  it('says nothing of one return, good or bad', () => {
    expect([omegaRatio([0.01]), omegaRatio([-0.01])]).toEqual([Number.NaN, Number.NaN]);
  });

  it('says nothing where more than everything may be lost', () => {
    expect(omegaRatio([0.01, -0.01], { requiredPerYear: -1.5 })).toBeNaN();
  });
});
