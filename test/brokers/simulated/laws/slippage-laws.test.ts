import { describe, expect, it } from '@jest/globals';
import { SLIPPAGE_LAWS, type Slipping } from '../../../../src/brokers/simulated/laws/slippage-laws.js';

const some: Slipping = { share: 0.01, spread: 0.0004, sigma: 0.02 };

const slips = (name: keyof typeof SLIPPAGE_LAWS, slipping: Slipping, coefficient?: number): number => {
  const [law, usual] = SLIPPAGE_LAWS[name];
  return law(slipping, coefficient ?? usual);
};

describe('slippage by volume share', () => {
  // Zipline's documentation: an order of 2.5 % of a bar's volume moves its price by 0.1 x 0.025².
  it('goes with the square of the share', () => {
    expect(slips('volume-share', { ...some, share: 0.025 })).toBeCloseTo(0.0000625, 15);
    expect(slips('volume-share', some, 1)).toBeCloseTo(0.0001, 15);
  });

  it('is none where the volume is unknown', () => {
    expect(slips('volume-share', { ...some, share: null })).toBe(0);
  });
});

describe('slippage by spread', () => {
  it('is half of it, whatever the size', () => {
    expect(slips('spread', some)).toBeCloseTo(0.0002, 15);
    expect(slips('spread', { ...some, share: null }, 1)).toBeCloseTo(0.0004, 15);
  });
});

describe('square-root impact', () => {
  it('goes with sigma and with the root of the share', () => {
    expect(slips('square-root', some)).toBeCloseTo(0.02 * 0.1, 15);
    expect(slips('square-root', { ...some, share: 0.04 }, 0.5)).toBeCloseTo(0.5 * 0.02 * 0.2, 15);
  });

  it('is none while volume or volatility is unknown', () => {
    expect(slips('square-root', { ...some, share: null })).toBe(0);
    expect(slips('square-root', { ...some, sigma: null })).toBe(0);
  });

  it('does not depend on the length of the bars it is counted in', () => {
    const day = slips('square-root', { ...some, share: 0.01, sigma: 0.02 });
    const quarter = slips('square-root', { ...some, share: 0.04, sigma: 0.01 });
    expect(quarter).toBeCloseTo(day, 15);
  });
});
