import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ibkrFee } from '../../../../src/brokers/simulated/lean/ibkr-fee.js';
import { targetSizing } from '../../../../src/brokers/simulated/lean/target-sizing.js';
import { resolveSettings } from '../../../../src/brokers/simulated/resolve-settings.js';
import { type Instrument, usShare } from '../../../../src/domain/instrument.js';

interface Wish {
  readonly weight: number;
  readonly equity?: number;
  readonly held?: number;
  readonly price: number;
}

const sized = ({ weight, equity = 100_000, held = 0, price }: Wish, instrument: Partial<Instrument> = {}) =>
  targetSizing(resolveSettings({ cash: 1, marginRatio: 0.5 }, {}))({
    money: weight * equity,
    equity,
    held,
    price,
    instrument: { ...usShare('X'), ...instrument },
  });

describe('the units of a target, as LEAN counts them', () => {
  // By hand: 99,750 / 143.08 is 697.16; with the fee of 697 shares 99,746.52 / 143.08 is 697.13.
  it('leaves a buffer of 0.25 % and the fee out', () => {
    expect(sized({ weight: 1, price: 143.08 })).toBe(697);
  });

  it('goes down a share where the fee does not fit beside them', () => {
    // 997.5 shares of 100 are 997; of 99,750 / 997 a share each, 997 shares leave nothing for the fee.
    expect(sized({ weight: 1, price: 100 })).toBe(997);
    expect(sized({ weight: 1, price: 99_750 / 997 })).toBe(996);
  });

  it('goes short as far', () => {
    expect(sized({ weight: -1, price: 143.08 })).toBe(-697);
    expect(sized({ weight: -1, price: 99_750 / 997 })).toBe(-996);
  });

  it('is nothing of nothing, and nothing where there is no equity', () => {
    expect(sized({ weight: 0, held: 50, price: 100 })).toBe(0);
    expect(sized({ weight: 1, equity: -5, held: 50, price: 100 })).toBe(0);
  });

  it('leaves a holding alone that is off by less than a thousandth of the equity in margin', () => {
    // At a margin of a half, 1 % of 99,750 is 9.975 shares of 100; 8 shares are 197.50 of value away.
    expect(sized({ weight: 0.01, held: 8, price: 100 })).toBe(8);
    expect(sized({ weight: 0.01, held: 7, price: 100 })).toBe(9);
  });

  it('counts a future with its margin', () => {
    const future = { assetClass: 'future', symbol: 'ES', multiplier: 50 } as const;
    const margin = { initial: 12_000, maintenance: 11_000 };
    expect(sized({ weight: 1, price: 5_000 }, { ...future, margin })).toBe(8);
  });

  it('never asks for more than the money less the order’s own fee', () => {
    const price = fc.double({ min: 0.5, max: 2_000, noNaN: true });
    const weight = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(price, weight, fc.integer({ min: -500, max: 500 }), (of, part, held) => {
        const units = sized({ weight: part, held, price: of });
        if (typeof units !== 'number') throw new Error('a share can be counted');
        if (units === held) return;
        const fee = ibkrFee(usShare('X'), { quantity: Math.abs(units - held), price: of });
        const most = Math.abs(part) * 0.9975 * (100_000 - fee);
        expect(Math.abs(units) * of).toBeLessThanOrEqual(most * (1 + 1e-9));
        expect((Math.abs(units) + 2) * of).toBeGreaterThan(most - 2 * fee);
      }),
    );
  });
});
