import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { from, toArray } from 'rxjs';
import { sma } from '../../operators/sma.js';

const price = (value: number): number => value;

/** The averages of a whole series at once. */
const averages = (span: number, series: readonly number[]): readonly number[] => {
  let all: readonly number[] = [];
  from(series)
    .pipe(sma({ span, of: price }), toArray())
    .subscribe((values) => {
      all = values;
    });
  return all;
};

describe('sma', () => {
  it(
    'is silent for span - 1 inputs, then speaks once per input',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|', { a: 10, b: 20, c: 30, d: 70 });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(sma({ span: 3, of: price }))).toBe(expected, { y: 20, z: 40 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no price');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(sma({ span: 1, of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|', { a: 1 });
      const listening = '      ^---!';
      const expected = '       -a-a-';
      m.expectObservable(price$.pipe(sma({ span: 1, of: price })), listening).toBe(expected, { a: 1 });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => sma({ span, of: price })).toThrow(`sma: span must be a whole number >= 1, was ${span}`);
  });

  it('says the value itself where the whole window is equal', () => {
    expect(averages(3, [0.3, 0.1, 0.1, 0.1, 0.1])).toEqual([(0.3 + 0.1 + 0.1) / 3, 0.1, 0.1]);
  });

  it('does not let what rounding left behind turn the sign of a window', () => {
    // 1e17 swallows the small ones while it is inside; after it has left, the window is of one sign again.
    const [, , , last] = averages(2, [1e17, 3e-5, 1e-5, 2e-5, 1e-5]);
    expect(last).toBeGreaterThanOrEqual(0);
  });

  it('equals the mean computed anew, over random and drifting prices', () => {
    const walk = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(
        walk,
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (steps, span, drift) => {
          let last = 1000;
          const series = steps.map((step) => (last += step + drift));
          const anew = series.slice(span - 1).map((_, start) => meanOf(series.slice(start, start + span)));
          const streamed = averages(span, series);
          expect(streamed).toHaveLength(anew.length);
          streamed.forEach((average, index) => {
            const exact = anew[index] ?? Number.NaN;
            expect(Math.abs(average / exact - 1)).toBeLessThan(1e-12);
          });
        },
      ),
    );
  });
});

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

operatorContract('sma', () => sma({ span: 3, of: price }), [10, 20, 20, 40, 35, 30]);
