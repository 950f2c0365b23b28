import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as statistics from 'millrace/statistics';

const {
  alpha,
  alphaBeta,
  annualReturn,
  annualVolatility,
  benchmarkComparison,
  beta,
  betaFragility,
  calmarRatio,
  capture,
  conditionalValueAtRisk,
  correlation,
  downAlphaBeta,
  downsideRisk,
  informationRatio,
  kurtosis,
  maxDrawdown,
  omegaRatio,
  sharpeRatio,
  skewness,
  sortinoRatio,
  stability,
  tailRatio,
  totalReturn,
  trackingError,
  treynorRatio,
  upAlphaBeta,
  upDownCapture,
  valueAtRisk,
} = statistics;

/** Returns of a period: quiet, none at all, the same again, a loss of nearly everything, one huge gain. */
const aReturn = fc.oneof(
  { arbitrary: fc.double({ min: -0.1, max: 0.1, noNaN: true }), weight: 6 },
  fc.constant(0),
  fc.constant(0.01),
  fc.constant(-0.9),
  fc.constant(25),
);
const someReturns = fc.array(aReturn, { maxLength: 40 });
/** Returns that differ enough for their deviation to be no rounding. */
const livelyReturns = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 4, maxLength: 40 })
  .filter((values) => new Set(values).size > 3)
  .map((values) => values.map((value) => value / 1000));
const twoSeries = fc
  .array(fc.tuple(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -100, max: 100 })), {
    minLength: 6,
    maxLength: 40,
  })
  .filter((rows) => [0, 1].every((side) => new Set(rows.map((row) => row[side])).size > 4))
  .map((rows) => rows.map(([own, market]) => [own / 1000, market / 1000] as const));

const ofOne = {
  annualReturn,
  annualVolatility,
  calmarRatio,
  conditionalValueAtRisk,
  downsideRisk,
  kurtosis,
  maxDrawdown,
  omegaRatio,
  sharpeRatio,
  skewness,
  sortinoRatio,
  stability,
  tailRatio,
  totalReturn,
  valueAtRisk,
};
const ofTwo = {
  alpha,
  beta,
  betaFragility,
  capture,
  correlation,
  informationRatio,
  trackingError,
  treynorRatio,
  upDownCapture,
};

const isClose = (found: number, expected: number) =>
  Object.is(found, expected) ||
  (Number.isNaN(found) && Number.isNaN(expected)) ||
  Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected));

const swapped = <T>(values: readonly T[], seed: number): T[] => {
  const turned = values.length === 0 ? 0 : seed % values.length;
  return [...values.slice(turned), ...values.slice(0, turned)].toReversed();
};

describe('figures of one series', () => {
  it.each(Object.entries(ofOne))('%s says a number of anything, and changes no input', (_name, of) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(aReturn, fc.constant(Number.NaN)), { maxLength: 30 }), (returns) => {
        const before = [...returns];
        expect(typeof of(Object.freeze(returns))).toBe('number');
        expect(returns).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(ofOne))('%s is NaN of nothing', (_name, of) => {
    expect(of([])).toBeNaN();
  });

  const leavesOut = {
    annualVolatility,
    conditionalValueAtRisk,
    downsideRisk,
    kurtosis,
    maxDrawdown,
    sharpeRatio,
    skewness,
    sortinoRatio,
    stability,
    tailRatio,
    totalReturn,
    valueAtRisk,
  };
  it.each(Object.entries(leavesOut))('%s does not see a period without a return', (_name, of) => {
    fc.assert(
      fc.property(someReturns, fc.nat(), (returns, seed) => {
        fc.pre(returns.length > 0);
        const hole = seed % returns.length;
        const holed = [...returns.slice(0, hole), Number.NaN, ...returns.slice(hole)];
        expect(of(holed)).toBe(of(returns));
      }),
    );
  });

  const inAnyOrder = {
    annualReturn,
    annualVolatility,
    conditionalValueAtRisk,
    downsideRisk,
    kurtosis,
    omegaRatio,
    sharpeRatio,
    skewness,
    sortinoRatio,
    tailRatio,
    totalReturn,
    valueAtRisk,
  };
  it.each(Object.entries(inAnyOrder))('%s is the same in any order of the periods', (_name, of) => {
    fc.assert(
      fc.property(livelyReturns, fc.nat(), (returns, seed) => {
        expect(isClose(of(swapped(returns, seed)), of(returns))).toBe(true);
      }),
    );
  });

  const ofNoSize = { kurtosis, omegaRatio, sharpeRatio, skewness, sortinoRatio, tailRatio };
  it.each(Object.entries(ofNoSize))('%s is the same of returns four times as large', (_name, of) => {
    fc.assert(
      fc.property(livelyReturns, (returns) => {
        expect(isClose(of(returns.map((value) => value * 4)), of(returns))).toBe(true);
      }),
    );
  });

  const ofTheirSize = { annualVolatility, conditionalValueAtRisk, downsideRisk, valueAtRisk };
  it.each(Object.entries(ofTheirSize))('%s is four times as large of such returns', (_name, of) => {
    fc.assert(
      fc.property(livelyReturns, (returns) => {
        expect(isClose(of(returns.map((value) => value * 4)), of(returns) * 4)).toBe(true);
      }),
    );
  });

  it('a constant rate is taken off every return', () => {
    fc.assert(
      fc.property(livelyReturns, fc.constantFrom(0.001, -0.02), (returns, rate) => {
        const off = returns.map((value) => value - rate);
        const each = returns.map(() => rate);
        expect(sharpeRatio(returns, { riskFreePerPeriod: rate })).toBe(sharpeRatio(off));
        expect(sharpeRatio(returns, { riskFreePerPeriod: each })).toBe(sharpeRatio(off));
        expect(sortinoRatio(returns, { requiredPerPeriod: each })).toBe(sortinoRatio(off));
      }),
    );
  });

  it('equal returns deviate by nothing, whatever their mean rounds to', () => {
    fc.assert(
      fc.property(aReturn, fc.integer({ min: 2, max: 50 }), (value, count) => {
        const flat = Array.from({ length: count }, () => value);
        expect(annualVolatility(flat)).toBe(0);
        expect(sharpeRatio(flat)).toBe(value === 0 ? Number.NaN : Math.sign(value) * Infinity);
        expect([skewness(flat), kurtosis(flat)]).toEqual([Number.NaN, Number.NaN]);
        expect(beta(flat, flat)).toBeNaN();
        expect(correlation(flat, flat)).toBeNaN();
      }),
    );
  });

  it('stay between their bounds', () => {
    fc.assert(
      fc.property(someReturns, (returns) => {
        fc.pre(returns.length > 0);
        expect(maxDrawdown(returns)).toBeLessThanOrEqual(0);
        expect(maxDrawdown(returns)).toBeGreaterThan(-1);
        expect(conditionalValueAtRisk(returns)).toBeLessThanOrEqual(valueAtRisk(returns) + 1e-12);
        // 0 and -0 are one return.
        expect(valueAtRisk(returns, { cutoff: 0 }) + 0).toBe(Math.min(...returns) + 0);
        expect(valueAtRisk(returns, { cutoff: 1 }) + 0).toBe(Math.max(...returns) + 0);
        const straight = stability(returns);
        expect(Number.isNaN(straight) || (straight >= 0 && straight <= 1 + 1e-12)).toBe(true);
      }),
    );
  });
});

describe('figures of two series', () => {
  const split = (rows: readonly (readonly [number, number])[]) =>
    [rows.map(([own]) => own), rows.map(([, market]) => market)] as const;

  it.each(Object.entries(ofTwo))('%s refuses series of different lengths', (_name, of) => {
    expect(() => of([0.1, 0.2], [0.1])).toThrow(RangeError);
  });

  it.each(Object.entries({ alpha, beta, correlation, informationRatio, trackingError, treynorRatio }))(
    '%s is the same in any order of the periods',
    (_name, of) => {
      fc.assert(
        fc.property(twoSeries, fc.nat(), (rows, seed) => {
          const [found, expected] = [of(...split(swapped(rows, seed))), of(...split(rows))];
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
        }),
      );
    },
  );

  it.each(Object.entries({ alpha, beta, correlation, informationRatio, trackingError, treynorRatio }))(
    '%s does not see a period that neither has',
    (_name, of) => {
      fc.assert(
        fc.property(twoSeries, fc.nat(), (rows, seed) => {
          const hole = seed % rows.length;
          const holed = [...rows.slice(0, hole), [Number.NaN, Number.NaN] as const, ...rows.slice(hole)];
          expect(of(...split(holed))).toBe(of(...split(rows)));
        }),
      );
    },
  );

  it('a run that is its market in part is that part of it', () => {
    fc.assert(
      fc.property(twoSeries, fc.constantFrom(1, 2, -0.5), (rows, part) => {
        const [, market] = split(rows);
        const own = market.map((value) => value * part);
        expect(beta(own, market)).toBeCloseTo(part, 9);
        expect(alpha(own, market)).toBeCloseTo(0, 9);
        expect(correlation(own, market)).toBeCloseTo(Math.sign(part), 9);
        const [up, down] = [upAlphaBeta(own, market), downAlphaBeta(own, market)];
        if (!Number.isNaN(up.beta)) expect(up.beta).toBeCloseTo(part, 9);
        if (!Number.isNaN(down.beta)) expect(down.beta).toBeCloseTo(part, 9);
      }),
    );
  });

  it('cut the risk-free rate off both sides: a constant one changes no beta', () => {
    fc.assert(
      fc.property(twoSeries, (rows) => {
        const [own, market] = split(rows);
        const free = { riskFreePerPeriod: 0.001 };
        const off = (values: readonly number[]) => values.map((value) => value - 0.001);
        expect(alphaBeta(own, market, free).beta).toBe(beta(own, market));
        expect(isClose(alpha(own, market, free), alpha(off(own), off(market)))).toBe(true);
      }),
    );
  });

  it('stand together in benchmarkComparison as they are alone', () => {
    fc.assert(
      fc.property(twoSeries, (rows) => {
        const [own, market] = split(rows);
        const options = { riskFreePerPeriod: 0.001, periodsPerYear: 12 };
        expect(benchmarkComparison(own, market, options)).toEqual({
          alpha: alpha(own, market, options),
          beta: beta(own, market),
          correlation: correlation(own, market),
          trackingError: trackingError(own, market, options),
          informationRatio: informationRatio(own, market, options),
          treynorRatio: treynorRatio(own, market, options),
          upCapture: statistics.upCapture(own, market, options),
          downCapture: statistics.downCapture(own, market, options),
        });
      }),
    );
  });
});
