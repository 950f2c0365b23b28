import { describe, expect, it } from '@jest/globals';
import { meanRate } from '../../src/report/mean-rate.js';

const rates = [
  { date: '2003-01-09', rate: 0.0225 },
  { date: '2003-06-26', rate: 0.02 },
];
const at = (date: string): number => Date.parse(`${date}T12:00:00Z`);

describe('meanRate', () => {
  it('lets the first rate hold before its day', () => {
    expect(meanRate(rates, { from: at('2002-12-30'), to: at('2003-01-02') })).toBe(0.0225);
  });

  it('counts every calendar day, the weekend too', () => {
    // Two days at 2.25 %, then from the 26th (a Thursday) to Monday the 30th five days at 2 %.
    const mean = meanRate(rates, { from: at('2003-06-24'), to: at('2003-06-30') });
    expect(mean).toBeCloseTo((2 * 0.0225 + 5 * 0.02) / 7, 15);
  });
});
