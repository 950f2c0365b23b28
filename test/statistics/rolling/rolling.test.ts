import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  alphaBeta,
  annualVolatility,
  beta,
  correlation,
  downCapture,
  maxDrawdown,
  rolling,
  rollingAlphaBeta,
  rollingBeside,
  rollingBeta,
  rollingDownCapture,
  rollingMaxDrawdown,
  rollingSharpeRatio,
  rollingUpCapture,
  rollingUpDownCapture,
  rollingVolatility,
  sharpeRatio,
  upCapture,
  upDownCapture,
} from 'millrace/statistics';

const aReturn = fc.oneof(
  fc.double({ min: -0.2, max: 0.2, noNaN: true }),
  fc.constant(0.01),
  fc.constant(Number.NaN),
);
const rows = fc.array(fc.tuple(aReturn, aReturn), { maxLength: 40 });
const window = fc.integer({ min: 1, max: 12 });
const year = { periodsPerYear: 52 };

/** The windows of a table, cut by hand. */
const cut = (table: readonly (readonly [number, number])[], size: number) => {
  const found: (readonly [number[], number[]])[] = [];
  for (let last = size - 1; last < table.length; last += 1) {
    const part = table.filter((_, row) => row > last - size && row <= last);
    found.push([part.map(([own]) => own), part.map(([, market]) => market)]);
  }
  return found;
};

describe('rolling figures', () => {
  it('of one series are those of each window alone', () => {
    fc.assert(
      fc.property(rows, window, (table, size) => {
        const own = table.map(([value]) => value);
        const windows = cut(table, size).map(([values]) => values);
        const options = { window: size, ...year };
        expect(rollingMaxDrawdown(own, options)).toEqual(windows.map(maxDrawdown));
        expect(rollingVolatility(own, options)).toEqual(windows.map((part) => annualVolatility(part, year)));
        expect(rollingSharpeRatio(own, options)).toEqual(windows.map((part) => sharpeRatio(part, year)));
        expect(rolling(own, { window: size, of: (part) => part.length })).toEqual(windows.map(() => size));
      }),
    );
  });

  it('of two series are those of each window alone', () => {
    fc.assert(
      fc.property(rows, window, (table, size) => {
        const [own, market] = [table.map(([value]) => value), table.map(([, value]) => value)];
        const windows = cut(table, size);
        const options = { window: size, ...year };
        const alone = (of: typeof upCapture) => windows.map((part) => of(...part, year));
        expect(rollingBeta(own, market, options)).toEqual(windows.map((part) => beta(...part)));
        expect(rollingAlphaBeta(own, market, options)).toEqual(
          windows.map((part) => alphaBeta(...part, year)),
        );
        expect(rollingUpCapture(own, market, options)).toEqual(alone(upCapture));
        expect(rollingDownCapture(own, market, options)).toEqual(alone(downCapture));
        expect(rollingUpDownCapture(own, market, options)).toEqual(alone(upDownCapture));
        expect(rollingBeside(own, market, { window: size, of: correlation })).toEqual(
          windows.map((part) => correlation(...part)),
        );
      }),
    );
  });

  it('take the risk-free rate of their own rows', () => {
    const returns = [0.01, 0.03, -0.02, 0.04];
    const riskFreePerPeriod = [0, 0.01, 0.02, 0.03];
    const found = rollingSharpeRatio(returns, { window: 3, riskFreePerPeriod });
    expect(found).toEqual([
      sharpeRatio([0.01, 0.03, -0.02], { riskFreePerPeriod: [0, 0.01, 0.02] }),
      sharpeRatio([0.03, -0.02, 0.04], { riskFreePerPeriod: [0.01, 0.02, 0.03] }),
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuse a window of %p rows', (size) => {
    expect(() => rollingVolatility([0.1], { window: size })).toThrow(RangeError);
    expect(() => rollingBeta([0.1], [0.1], { window: size })).toThrow(RangeError);
  });

  it('refuse two series of different lengths', () => {
    expect(() => rollingBeta([0.1, 0.2], [0.1], { window: 1 })).toThrow(RangeError);
  });
});
