import { describe, expect, it } from '@jest/globals';
import { usShare } from '../../../../src/domain/instrument.js';
import { exposureFigures } from '../../../../src/report/html/data/exposure-figures.js';
import { sessionReturns } from '../../../../src/report/html/data/session-returns.js';
import { runResult } from '../../run-result.js';

describe('exposureFigures', () => {
  it('counts both sides of a trade, over the time that passed', () => {
    const { facts } = runResult({ bars: 367, symbols: ['ALPHA'] });
    const { rows } = sessionReturns(facts);
    const figures = exposureFigures(facts, rows);
    const traded = facts.fills.reduce((sum, { body }) => sum + body.quantity * body.price, 0);
    const meanEquity = rows.equity.reduce((sum, equity) => sum + equity, 0) / rows.length;
    expect(figures.traded).toBeCloseTo(traded, 6);
    expect(figures.turnover).toBeCloseTo(traded / meanEquity / (366 / 365.25), 10);
    expect(figures.timeInMarketPct).toBe(100);
    const double = { ...facts, instruments: { ALPHA: { ...usShare('ALPHA'), multiplier: 2 } } };
    expect(exposureFigures(double, rows).traded).toBeCloseTo(2 * traded, 6);
  });
});
