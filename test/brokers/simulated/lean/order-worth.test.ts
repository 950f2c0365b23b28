import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { leanWheel } from './lean-wheel.js';

describe('what an order is worth under the rules of LEAN', () => {
  // Forex: 0.2 basis points of the value.
  const feeOf = (wish: object, prices: Parameters<typeof barOf>[1]) => {
    const wheel = leanWheel({ instrument: { assetClass: 'forex' }, settings: { cash: 1e9 } });
    wheel.row(barOf(0, [1]), () => wheel.place({ quantity: 10_000_000, ...wish }));
    wheel.row(barOf(1, prices));
    return wheel.fills[0]?.commission ?? Number.NaN;
  };

  it.each([
    ['a limit to buy: the close below it', { limitPrice: 0.9 }, [1, 1, 0.7, 0.8], 160],
    ['a limit to buy: itself below the close', { limitPrice: 0.9 }, [1, 1, 0.8, 1], 180],
    ['a limit to sell: the close above it', { side: 'sell', limitPrice: 1.1 }, [1, 1.3, 1, 1.2], 240],
    ['a limit to sell: itself above the close', { side: 'sell', limitPrice: 1.1 }, [1, 1.3, 1, 1], 220],
    ['a stop to buy: the close below it', { stopPrice: 1.1 }, [1, 1.2, 0.9, 1], 200],
    ['a stop to buy: itself below the close', { stopPrice: 1.1 }, [1, 1.3, 1, 1.2], 220],
  ] as const)('is counted by its own price or the close, the better one: %s', (_, wish, prices, fee) => {
    expect(feeOf(wish, prices)).toBeCloseTo(fee, 9);
  });
});

describe('buying power under the rules of LEAN, with something held', () => {
  it('has to be there for more of the same', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 1_500 }));
    wheel.row(barOf(1, [100]));
    const states = [600, 490].map((quantity) => wheel.stateOf(wheel.place({ quantity })[0])[0]);
    expect(states).toEqual(['rejected', 'working']);
  });

  it('has what the holding has won, and lacks what it has lost', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 500 }));
    wheel.row(barOf(1, [100, 200, 100, 200]));
    // 150,000 less a fee of 2.50; 50,000 of it are tied up.
    const won = [1_000, 999].map((quantity) => wheel.stateOf(wheel.place({ quantity })[0])[0]);
    expect(won).toEqual(['rejected', 'working']);
  });

  it('is not asked for by what only closes, however little is left', () => {
    const wheel = leanWheel();
    wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 1_990 }));
    wheel.row(barOf(1, [100, 100, 40, 40]), () => wheel.place({ side: 'sell', quantity: 1_990 }));
    wheel.row(barOf(2, [40]));
    expect(wheel.portfolio.position('p', 'X')).toBe(0);
  });
});
