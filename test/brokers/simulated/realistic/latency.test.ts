import { describe, expect, it } from '@jest/globals';
import { barOf } from '../bar-of.js';
import { quoteAt, realisticWheel, tradeAt } from './realistic-wheel.js';

const late = { settings: { latencyMs: 15 } } as const;

describe('latency', () => {
  it('keeps an order from quotes that come before it can have arrived', () => {
    const wheel = realisticWheel({ ...late, matchesBars: () => false });
    wheel.row(quoteAt(100, [99, 101]), () => wheel.place({}));
    wheel.row(quoteAt(114.999, [99, 101]));
    expect(wheel.fills).toEqual([]);
    wheel.row(quoteAt(115, [99, 102]));
    expect(wheel.fills).toMatchObject([{ price: 102 }]);
  });

  it('keeps it from trades likewise', () => {
    const wheel = realisticWheel({ ...late, matchesBars: () => false });
    wheel.row(tradeAt(100, 100), () => wheel.place({}));
    wheel.row(tradeAt(114.999, 101));
    expect(wheel.fills).toEqual([]);
    wheel.row(tradeAt(115, 102));
    expect(wheel.fills).toMatchObject([{ price: 102 }]);
  });

  it('is none on bars', () => {
    const wheel = realisticWheel({ settings: { latencyMs: 1e9 } });
    wheel.row(barOf(0, [100]), () => wheel.place({}));
    wheel.row(barOf(1, [101]));
    expect(wheel.fills).toMatchObject([{ price: 101 }]);
  });
});
