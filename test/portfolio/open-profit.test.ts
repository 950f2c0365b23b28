import { describe, expect, it } from '@jest/globals';
import type { Lot } from '../../src/domain/lot.js';
import { openProfit } from '../../src/portfolio/open-profit.js';

const lot = (quantity: number, entryPrice: number, symbol = 'X'): Lot => ({
  ...{ id: `${quantity}`, pipeline: 'p', symbol, quantity, entryPrice, entryAt: 0, entryBar: 0 },
  ...{ commission: 0, because: 'test' },
});

describe('open profit', () => {
  it('is what all of a symbol is worth less what all of it cost, to the last digit', () => {
    const lots = [lot(0.1, 0.7), lot(0.2, 0.1), lot(0.3, 0.2)];
    const [price, multiplier] = [0.3, 3];
    const together = ((0.1 + 0.2 + 0.3) * price - (0.1 * 0.7 + 0.2 * 0.1 + 0.3 * 0.2)) * multiplier;
    const apart = lots.reduce(
      (sum, { quantity, entryPrice }) => sum + (quantity * price - quantity * entryPrice) * multiplier,
      0,
    );
    expect(together).not.toBe(apart);
    expect(openProfit(lots, { priceOf: () => price, multiplierOf: () => multiplier })).toBe(together);
  });

  it('takes each lot at its own price, and each symbol at its own multiplier', () => {
    const lots = [lot(10, 100), lot(-4, 100), lot(5, 50, 'Y')];
    const priceOf = ({ symbol, quantity }: Pick<Lot, 'symbol' | 'quantity'>) =>
      symbol === 'Y' ? 51 : quantity > 0 ? 99 : 101;
    const multiplierOf = (symbol: string) => (symbol === 'Y' ? 10 : 1);
    expect(openProfit(lots, { priceOf, multiplierOf })).toBe(-10 - 4 + 50);
  });
});
