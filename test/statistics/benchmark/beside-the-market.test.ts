import { describe, expect, it } from '@jest/globals';
import { betaFragility, downAlphaBeta, downCapture, upAlphaBeta, upCapture } from 'millrace/statistics';

describe('figures of a rising and of a falling market', () => {
  const market = [0.02, 0, -0.01, 0, 0.04, -0.03];
  const returns = [0.01, 0.5, -0.02, -0.5, 0.02, -0.06];

  it('leave out the periods in which it stood still', () => {
    expect(upAlphaBeta(returns, market).beta).toBeCloseTo(0.5, 12);
    expect(downAlphaBeta(returns, market).beta).toBeCloseTo(2, 12);
    const half = { periodsPerYear: 2 };
    expect(upCapture(returns, market, half)).toBeCloseTo((1.01 * 1.02 - 1) / (1.02 * 1.04 - 1), 12);
    expect(downCapture(returns, market, half)).toBeCloseTo((0.98 * 0.94 - 1) / (0.99 * 0.97 - 1), 12);
  });
});

describe('betaFragility', () => {
  it('weighs the ends by how far the middle is from each', () => {
    // Market -4 %, 0, 4 % at the ends and in the middle of five: half of each end less the middle.
    const market = [0.04, -0.01, -0.04, 0.01, 0];
    expect(betaFragility([-0.02, 0, -0.06, 0, 0.01], market)).toBeCloseTo(-0.04 - 0.01, 12);
    // The middle at a quarter of the way: a quarter of the worst, three quarters of the best.
    const skewed = [0.04, -0.03, -0.04, 0.01, -0.02];
    expect(betaFragility([-0.02, 0, -0.06, 0, 0.01], skewed)).toBeCloseTo(-0.015 - 0.015 - 0.01, 12);
  });

  it('takes half of each end where the market never moves', () => {
    expect(betaFragility([0.02, 0.05, 0.04], [0, 0, 0])).toBeCloseTo(0.01 + 0.02 - 0.04, 12);
  });
});
