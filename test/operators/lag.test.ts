import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { marbles, operatorContract } from 'millrace/testing';
import { lag } from '../../operators/lag.js';
import { streamed } from './streamed.js';

describe('lag', () => {
  it(
    'is silent for span inputs, then says each beside the one that far before it',
    marbles((m) => {
      const price$ = m.cold('  -a-b-c-d-|');
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      m.expectObservable(price$.pipe(lag({ span: 2 }))).toBe(expected, {
        y: { before: 'a', now: 'c' },
        z: { before: 'b', now: 'd' },
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it(
    'fails with its source',
    marbles((m) => {
      m.expectObservable(m.cold('-a-#').pipe(lag({ span: 1 }))).toBe('---#');
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const price$ = m.cold('  -a-a-a-a-|');
      const listening = '      ^---!';
      const expected = '       ---x-';
      m.expectObservable(price$.pipe(lag({ span: 1 })), listening).toBe(expected, {
        x: { before: 'a', now: 'a' },
      });
      m.expectSubscriptions(price$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, 1.5, Number.NaN])('refuses a span of %p while the pipeline is built', (span) => {
    expect(() => lag({ span })).toThrow(`lag: span must be a whole number >= 1, was ${span}`);
  });

  it('finds what an index finds, values that are none included', () => {
    const anything = fc.array(fc.constantFrom(0, 1, null, undefined, ''), { maxLength: 40 });
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 12 }), (series, span) => {
        const pairs = series.slice(span).map((now, index) => ({ before: series[index], now }));
        expect(streamed(lag({ span }), series)).toEqual(pairs);
      }),
    );
  });
});

operatorContract('lag', () => lag({ span: 2 }), ['a', 'b', 'c', 'd', 'e']);
