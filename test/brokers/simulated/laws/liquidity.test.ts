import { describe, expect, it } from '@jest/globals';
import { barLiquidity, displayedLiquidity } from '../../../../src/brokers/simulated/laws/liquidity.js';
import { wholeLots } from '../../../../src/domain/whole-lots.js';

/** A price that gives way by a tenth of the share, and by 0.5 where the share is unknown. */
const tenth = (share: number | null): number => (share === null ? 0.5 : share / 10);

describe('the liquidity of a bar', () => {
  it('is 2.5 % of its volume in whole lots, for all orders together', () => {
    const liquidity = barLiquidity(1_030, tenth);
    expect(liquidity.left(1)).toBe(25);
    expect(liquidity.left(10)).toBe(20);
    liquidity.take(20);
    expect(liquidity.left(1)).toBe(5);
    liquidity.take(5);
    expect(liquidity.left(1)).toBe(0);
  });

  it('moves the price by the law of the share taken by then', () => {
    const liquidity = barLiquidity(1_000, tenth);
    expect(liquidity.impactOf(20)).toBeCloseTo(0.002, 15);
    liquidity.take(10);
    expect(liquidity.impactOf(10)).toBeCloseTo(0.002, 15);
  });

  it('is nothing where nothing was traded, and without a bound where nobody knows', () => {
    expect(barLiquidity(0, tenth).left(1)).toBe(0);
    expect(barLiquidity(0, tenth).impactOf(1)).toBe(0.5);
    expect(barLiquidity(null, tenth).left(1)).toBe(Number.POSITIVE_INFINITY);
    expect(barLiquidity(null, tenth).impactOf(1_000)).toBe(0.5);
  });
});

describe('the liquidity of a quote', () => {
  it('is what is displayed, of how much nobody knows', () => {
    const liquidity = displayedLiquidity(300, tenth);
    expect(liquidity.left(1)).toBe(300);
    expect(liquidity.impactOf(300)).toBe(0.5);
  });
});

describe('whole lots', () => {
  it('round down, but not for the noise of float64', () => {
    expect(wholeLots(2.99, 1)).toBe(2);
    expect(wholeLots(0.1 + 0.2, 0.1)).toBe(0.3);
    expect(wholeLots(0.29, 0.1)).toBe(0.2);
  });
});
