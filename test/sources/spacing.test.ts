import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { everyMs } from '../../src/domain/every.js';
import { Spacing } from '../../src/sources/spacing.js';

const DAY_MS = 86_400_000;
const START = Date.UTC(2020, 0, 1);

const faultOf = (every: string, times: readonly number[]): string | undefined => {
  const spacing = new Spacing();
  for (const at of times) spacing.add(at);
  return spacing.faultOf(every);
};

const every = (ms: number, count = 40): readonly number[] =>
  Array.from({ length: count }, (_, index) => START + index * ms);

const months = (step: number): readonly number[] =>
  Array.from({ length: 40 }, (_, index) => Date.UTC(2020, index * step, 1));

const workdays = every(DAY_MS).filter((at) => ![0, 6].includes(new Date(at).getUTCDay()));

describe('the spacing of bars', () => {
  it.each([
    ['1h', workdays, 'whole multiples of 24h apart'],
    ['30s', every(60_000), 'whole multiples of 1m apart'],
    ['7m', every(600_000), 'whole multiples of 10m apart'],
    ['1d', every(7 * DAY_MS), '7 days apart or more'],
    ['1d', months(1), '28 days apart or more'],
    ['1w', months(1), '28 days apart or more'],
    ['1mo', months(3), '90 days apart or more'],
  ])('finds %s too short', (length, times, says) => {
    expect(faultOf(length, times)).toBe(`21 bars in a row lie ${says}: is every=${length} right?`);
    expect(faultOf(length, times.slice(0, 20))).toBeUndefined();
  });

  it.each([
    ['1d', workdays],
    ['24h', workdays],
    ['1w', every(7 * DAY_MS)],
    ['1mo', months(1)],
    ['3mo', months(3)],
    ['1m', every(60_000)],
    ['5m', every(60_000)],
  ])('lets %s be', (length, times) => {
    expect(faultOf(length, times)).toBeUndefined();
  });

  it('lets the bars of what trades seldom be', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 200, maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.constantFrom('1m', '1h', '1d'), (counts, length) => {
        // Chance may make all of two hundred gaps alike; a gap of one and one of sixty are there in any case.
        let at = START;
        const times = [1, 60, ...counts].map((count) => (at += count * everyMs(length)));
        expect(faultOf(length, times)).toBeUndefined();
      }),
    );
  });
});
