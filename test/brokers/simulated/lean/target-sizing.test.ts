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
    expect(sized({ weight: 0, held: 1, price: 100 })).toBe(0);
    for (const equity of [0, -5, -50_000]) expect(sized({ weight: 1, equity, held: 50, price: 100 })).toBe(0);
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

  it('counts a unit of what has no margin with its multiplier', () => {
    // A tenth of the equity less the buffer is 9,975; a contract of 100 at 2 is 200.
    expect(sized({ weight: 0.1, price: 2 }, { assetClass: 'option', multiplier: 100 })).toBe(49);
  });

  it('leaves the fee of the change out, and no larger one', () => {
    // 997 at this price are 99,745; the fee of 97 is 1 and leaves 99,749, that of 997 leaves 99,745.03.
    expect(sized({ weight: 1, held: 900, price: 99_745 / 997 })).toBe(997);
    expect(sized({ weight: 1, held: 900, price: 99_749.1 / 997 })).toBe(996);
  });

  it('takes what fits exactly, whatever float64 makes of it', () => {
    for (let units = 1; units <= 200; units += 1) {
      expect(sized({ weight: 1, price: (0.9975 * (100_000 - 1)) / units })).toBe(units);
    }
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
