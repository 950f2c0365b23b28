import { describe, expect, it } from '@jest/globals';
import {
  barLiquidity,
  displayedLiquidity,
  wholeLots,
} from '../../../../src/brokers/simulated/laws/liquidity.js';

describe('the liquidity of a bar', () => {
  it('is 2.5 % of its volume in whole lots, for all orders together', () => {
    const liquidity = barLiquidity(1_030);
    expect(liquidity.left(1)).toBe(25);
    expect(liquidity.left(10)).toBe(20);
    liquidity.take(20);
    expect(liquidity.left(1)).toBe(5);
    liquidity.take(5);
    expect(liquidity.left(1)).toBe(0);
  });

  it('moves the price by 0.1 times the square of the share taken by then', () => {
    const liquidity = barLiquidity(1_000);
    expect(liquidity.impactOf(20)).toBeCloseTo(0.1 * 0.02 * 0.02, 15);
    liquidity.take(10);
    expect(liquidity.impactOf(10)).toBeCloseTo(0.1 * 0.02 * 0.02, 15);
  });

  it('is nothing where nothing was traded, and without a bound where nobody knows', () => {
    expect(barLiquidity(0).left(1)).toBe(0);
    expect(barLiquidity(null).left(1)).toBe(Number.POSITIVE_INFINITY);
    expect(barLiquidity(null).impactOf(1_000)).toBe(0);
  });
});

describe('the liquidity of a quote', () => {
  it('is what is displayed, without impact', () => {
    const liquidity = displayedLiquidity(300);
    expect(liquidity.left(1)).toBe(300);
    expect(liquidity.impactOf(300)).toBe(0);
  });
});

describe('whole lots', () => {
  it('round down, but not for the noise of float64', () => {
    expect(wholeLots(2.99, 1)).toBe(2);
    expect(wholeLots(0.1 + 0.2, 0.1)).toBe(0.3);
    expect(wholeLots(0.29, 0.1)).toBe(0.2);
  });
});
