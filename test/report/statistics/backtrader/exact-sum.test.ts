import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactMean, exactSum } from '../../../../src/report/statistics/backtrader/exact-sum.js';

/** A number times 2^1074 as a whole number: what float64 holds, it holds exactly. */
const whole = (value: number): bigint => {
  let scaled = value;
  let power = 1074;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    power -= 1;
  }
  return BigInt(scaled) << BigInt(power);
};

/** Python prints these for `math.fsum`. */
describe('exactSum', () => {
  it.each([
    [[], 0],
    [[1e100, 1, -1e100], 1],
    [Array.from({ length: 10 }, () => 0.1), 1],
    [[2 ** 53, -0.5, -(2 ** -54)], 2 ** 53 - 1],
    [[2 ** 53, 1, 2 ** -100], 2 ** 53 + 2],
    [[2 ** 53 + 10, 1, 2 ** -100], 2 ** 53 + 12],
    [[2 ** 53 - 4, 0.5, 2 ** -54], 2 ** 53 - 3],
  ])('of %p is %p', (values, sum) => {
    expect(exactSum(values)).toBe(sum);
  });

  it('is the float64 nearest to the sum that whole numbers give', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (values) => {
        const sum = values.reduce((total, one) => total + whole(one), 0n);
        const found = exactSum(values);
        const away = (other: number): bigint => {
          const gap = whole(other) - sum;
          return gap < 0n ? -gap : gap;
        };
        const next = Math.abs(found) * 2 ** -52 + Number.MIN_VALUE;
        expect(away(found) <= away(found + next) && away(found) <= away(found - next)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('exactMean', () => {
  it('divides that sum', () => {
    expect(exactMean(Array.from({ length: 10 }, () => 0.1))).toBe(0.1);
    expect(exactMean([])).toBeNaN();
  });
});
