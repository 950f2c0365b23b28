import { describe, expect, it } from '@jest/globals';
import { ibkrFixed } from '../../../../src/brokers/simulated/laws/ibkr-fixed.js';

const shares = (quantity: number, price: number) => ({ quantity, price, value: quantity * price });

describe('the fixed commission of Interactive Brokers', () => {
  // The three examples of the broker's own page.
  it.each([
    [100, 25, 1],
    [1_000, 25, 5],
    [1_000, 0.25, 2.5],
  ])('asks for %d shares at %d: %d', (quantity, price, commission) => {
    expect(ibkrFixed('equity', shares(quantity, price), 1)).toBeCloseTo(commission, 12);
    expect(ibkrFixed('etf', shares(quantity, price), 1)).toBeCloseTo(commission, 12);
  });

  it('charges the maximum where it is below the minimum', () => {
    expect(ibkrFixed('equity', shares(10, 2), 1)).toBeCloseTo(0.2, 12);
    expect(ibkrFixed('equity', shares(10, 2), 0.5)).toBeCloseTo(0.1, 12);
  });

  it('asks 0.2 basis points of forex, at least 2', () => {
    expect(ibkrFixed('forex', { quantity: 20_000, price: 1.1, value: 22_000 }, 1)).toBe(2);
    expect(ibkrFixed('forex', { quantity: 1_000_000, price: 1.1, value: 1_100_000 }, 1)).toBeCloseTo(22, 10);
  });

  it.each([
    [0.04, 2.5],
    [0.05, 5],
    [0.1, 6.5],
  ])('asks for ten options at a premium of %d: %d', (price, commission) => {
    expect(ibkrFixed('option', { quantity: 10, price, value: 10 * price * 100 }, 1)).toBeCloseTo(
      commission,
      12,
    );
  });

  it('asks at least 1 for options, and 0.85 a future', () => {
    expect(ibkrFixed('option', { quantity: 1, price: 3, value: 300 }, 1)).toBe(1);
    expect(ibkrFixed('future', { quantity: 2, price: 5_000, value: 500_000 }, 1)).toBe(1.7);
  });

  it('asks 0.18 % of crypto, at least 1.75', () => {
    expect(ibkrFixed('crypto', { quantity: 1, price: 10_000, value: 10_000 }, 1)).toBeCloseTo(18, 12);
    expect(ibkrFixed('crypto', { quantity: 1, price: 500, value: 500 }, 1)).toBe(1.75);
  });

  it('asks nothing before anything was traded', () => {
    for (const kind of ['equity', 'etf', 'index', 'forex', 'crypto', 'option', 'future'] as const) {
      expect(ibkrFixed(kind, { quantity: 0, value: 0, price: 0 }, 1)).toBe(0);
    }
  });
});
