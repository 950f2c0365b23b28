import { describe, expect, it } from '@jest/globals';
import { marginOf, neededFor } from '../../../../src/brokers/simulated/laws/buying-power.js';
import { usShare } from '../../../../src/domain/instrument.js';

const share = usShare('X');
const future = { ...share, multiplier: 50, margin: { initial: 12_000, maintenance: 10_000 } };
const step = (before: number, after: number) => ({ instrument: share, price: 100, before, after });

describe('margin', () => {
  it('is a share of the value, long or short', () => {
    expect(marginOf(share, { units: 10, price: 100 }, 1)).toBe(1_000);
    expect(marginOf(share, { units: -10, price: 100 }, 0.5)).toBe(500);
  });

  it('is the instrument’s own where it has one', () => {
    expect(marginOf(future, { units: -2, price: 5_000 }, 1)).toBe(24_000);
  });

  it('counts the multiplier', () => {
    expect(marginOf({ ...share, multiplier: 100 }, { units: 1, price: 3 }, 1)).toBe(300);
  });
});

describe('what a trade needs', () => {
  it('is the margin it adds and its fee', () => {
    expect(neededFor(step(0, 10), 1, 1)).toBe(1_001);
    expect(neededFor(step(10, 15), 1, 1)).toBe(501);
    expect(neededFor(step(0, -10), 1, 0.5)).toBe(501);
  });

  it('is nothing where the holding gets smaller', () => {
    expect(neededFor(step(10, 4), 1, 1)).toBe(0);
    expect(neededFor(step(-10, 0), 1, 1)).toBe(0);
    // A fee of more than is set free keeps nobody in either.
    expect([4, 9, 0].map((after) => neededFor(step(10, after), 5_000, 1))).toEqual([0, 0, 0]);
    expect([-4, -9, 0].map((after) => neededFor(step(-10, after), 5_000, 1))).toEqual([0, 0, 0]);
  });

  it('counts what a reversal frees', () => {
    expect(neededFor(step(10, -10), 1, 1)).toBe(1);
    expect(neededFor(step(10, -15), 1, 1)).toBe(501);
    expect(neededFor(step(10, -5), 1, 1)).toBe(0);
  });
});
