import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { excursions } from 'millrace/statistics';

/** Bars of ten milliseconds, from 0 on, each beginning where the one before ended. */
const bars = [
  { at: 10, high: 101, low: 50 },
  { at: 20, high: 110, low: 95 },
  { at: 30, high: 104, low: 90 },
  { at: 40, high: 200, low: 99 },
];
const trade = { quantity: 1, entryPrice: 100, exitPrice: 102, entryAt: 10, exitAt: 30 };

describe('excursions', () => {
  it('of a long trade are the lowest low and the highest high between its fills', () => {
    // Entered at the open of the second bar, left at the open of the fourth.
    expect(excursions(trade, bars)).toEqual({
      adverse: expect.closeTo(-0.1, 12),
      favourable: expect.closeTo(0.1, 12),
    });
  });

  it('of a short trade are the other way round', () => {
    expect(excursions({ ...trade, quantity: -2, exitAt: 20 }, bars)).toEqual({
      adverse: expect.closeTo(-0.1, 12),
      favourable: expect.closeTo(0.05, 12),
    });
  });

  it('do not count the range of the bar inside which the trade began', () => {
    // A fill inside the first bar is told at its end.
    const inside = { ...trade, entryAt: 10, exitAt: 20 };
    expect(excursions(inside, bars).adverse).toBeCloseTo(-0.05, 12);
  });

  it('are those of the fills where no bar lies between them', () => {
    const short = { quantity: -1, entryPrice: 100, exitPrice: 105, entryAt: 10, exitAt: 10 };
    expect(excursions(short, bars)).toEqual({ adverse: expect.closeTo(-0.05, 12), favourable: 0 });
    expect(excursions({ ...short, quantity: 1 }, [])).toEqual({
      adverse: 0,
      favourable: expect.closeTo(0.05, 12),
    });
  });

  it('equal those over all bars read one by one', () => {
    const price = fc.integer({ min: 50, max: 150 });
    const steps = fc.array(fc.record({ step: fc.integer({ min: 1, max: 9 }), a: price, b: price }));
    fc.assert(
      fc.property(
        steps,
        price,
        price,
        fc.nat(200),
        fc.nat(200),
        (rows, entryPrice, exitPrice, from, span) => {
          let at = 0;
          const some = rows.map(({ step, a, b }) => {
            at += step;
            return { at, high: Math.max(a, b), low: Math.min(a, b) };
          });
          const own = { quantity: 1, entryPrice, exitPrice, entryAt: from, exitAt: from + span };
          const between = some.filter((bar) => bar.at > from && bar.at <= from + span);
          const low = Math.min(entryPrice, exitPrice, ...between.map((bar) => bar.low));
          const high = Math.max(entryPrice, exitPrice, ...between.map((bar) => bar.high));
          const long = excursions(own, some);
          expect(long).toEqual({ adverse: low / entryPrice - 1, favourable: high / entryPrice - 1 });
          const short = excursions({ ...own, quantity: -1 }, some);
          expect(short.adverse + long.favourable).toBe(0);
          expect(short.favourable + long.adverse).toBe(0);
        },
      ),
    );
  });
});
