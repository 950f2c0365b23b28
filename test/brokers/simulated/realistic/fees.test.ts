import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { realisticWheel } from './realistic-wheel.js';

const forex = { assetClass: 'forex', lotSize: 1 } as const;
const rich = { cash: 1e11, fees: 'ibkr-tiered' } as const;

describe('the price lists of the realistic broker', () => {
  it('are the fixed one, unless another is named', () => {
    const commissions = ([undefined, 'ibkr-fixed', 'ibkr-tiered'] as const).map((fees) => {
      const wheel = realisticWheel({ settings: fees === undefined ? {} : { fees } });
      wheel.row(barOf(0, [100]), () => wheel.place({ quantity: 1_000 }));
      wheel.row(barOf(1, [100]));
      return wheel.fills[0]?.commission;
    });
    const others = 3 + 3.5 * (0.000175 + 0.00056) + 0.2 + 0.072;
    expect(commissions).toEqual([5, 5, expect.closeTo(3.5 + others, 10)]);
  });

  it('count what was traded in the month, all orders together, and begin anew with the next', () => {
    const wheel = realisticWheel({ instrument: forex, settings: rich });
    wheel.row(barOf(0, [1]), () => wheel.place({ quantity: 1.5e9 }));
    wheel.row(barOf(1, [1]), () => wheel.place({ side: 'sell', quantity: 1.5e9 }));
    wheel.row(barOf(2, [1]), () => wheel.place({ quantity: 1e6 }));
    wheel.row(barOf(31, [1]));
    expect(wheel.fills.map(({ commission }) => commission)).toEqual([
      expect.closeTo(1e9 * 0.00002 + 0.5e9 * 0.000015, 4),
      expect.closeTo(0.5e9 * 0.000015 + 1e9 * 0.00001, 4),
      expect.closeTo(1e6 * 0.00002, 6),
    ]);
  });

  it('count an order that fills in parts once', () => {
    const [whole, parts] = [1e12, 1e11].map((volume) => {
      const wheel = realisticWheel({ instrument: forex, settings: rich });
      wheel.row(barOf(0, [1]), () => wheel.place({ quantity: 5e9 }));
      wheel.row(barOf(1, [1], { volume }));
      wheel.row(barOf(2, [1], { volume }));
      return wheel.fills;
    });
    expect([whole?.length, parts?.length]).toEqual([1, 2]);
    const paid = (fills = whole) => fills?.reduce((sum, { commission }) => sum + commission, 0);
    // The impact differs a little, and with it the value that is charged.
    expect(paid(parts)).toBeCloseTo(paid(whole) ?? Number.NaN, -2);
  });
});
