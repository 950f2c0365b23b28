import { describe, expect, it } from '@jest/globals';
import { isBracketInOrder } from '../../../../src/brokers/simulated/laws/bracket-order.js';

describe('a bracket', () => {
  it('has its stop-loss below a long entry and its take-profit above', () => {
    expect(isBracketInOrder({ stopLoss: 9, entry: 10, takeProfit: 11 }, 1)).toBe(true);
    expect(isBracketInOrder({ stopLoss: 10, entry: 10, takeProfit: 11 }, 1)).toBe(false);
    expect(isBracketInOrder({ stopLoss: 9, entry: 10, takeProfit: 10 }, 1)).toBe(false);
  });

  it('is mirrored for a short entry', () => {
    expect(isBracketInOrder({ stopLoss: 11, entry: 10, takeProfit: 9 }, -1)).toBe(true);
    expect(isBracketInOrder({ stopLoss: 9, entry: 10, takeProfit: 11 }, -1)).toBe(false);
  });

  it('may have one exit, or none', () => {
    expect(isBracketInOrder({ stopLoss: null, entry: 10, takeProfit: 11 }, 1)).toBe(true);
    expect(isBracketInOrder({ stopLoss: 9, entry: 10, takeProfit: null }, 1)).toBe(true);
    expect(isBracketInOrder({ stopLoss: null, entry: 10, takeProfit: null }, -1)).toBe(true);
  });
});
