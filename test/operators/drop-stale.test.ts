import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract, quote } from 'millrace/testing';
import { delay } from 'rxjs';
import { dropStale } from '../../operators/drop-stale.js';

describe('dropStale', () => {
  it(
    'drops what has happened longer ago than it may',
    marbles((m) => {
      // They come at 1, 3, 5 and 7.
      const values = {
        a: { happenedAt: 1 },
        b: { happenedAt: 0 },
        c: { happenedAt: 2 },
        d: { happenedAt: 9 },
      };
      const quote$ = m.cold('  -a-b-c-d-|', values);
      const listening = '      ^--------!';
      const two = '            -a-----d-|';
      const three = '          -a-b-c-d-|';
      m.expectObservable(quote$.pipe(dropStale({ maxAgeMs: 2, clock: m.clock }))).toBe(two, values);
      m.expectObservable(quote$.pipe(dropStale({ maxAgeMs: 3, clock: m.clock }))).toBe(three, values);
      m.expectSubscriptions(quote$.subscriptions).toBe([listening, listening]);
    }),
  );

  it(
    'counts a delay on the way',
    marbles((m) => {
      const a = { happenedAt: 1 };
      const quote$ = m.cold('  -a-----|', { a });
      const late$ = quote$.pipe(delay(3, m.clock), dropStale({ maxAgeMs: 2, clock: m.clock }));
      m.expectObservable(late$).toBe('-------|');
    }),
  );

  it(
    'fails with its source',
    marbles((m) => {
      const quote$ = m.cold<{ happenedAt: number }>('-#', {}, new Error('cut'));
      m.expectObservable(quote$.pipe(dropStale({ maxAgeMs: 2, clock: m.clock }))).toBe(
        '-#',
        {},
        new Error('cut'),
      );
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const quote$ = m.cold('  -a-a-a-|', { a: { happenedAt: 5 } });
      const listening = '      ^---!';
      const expected = '       -a-a-';
      const fresh$ = quote$.pipe(dropStale({ maxAgeMs: 9, clock: m.clock }));
      m.expectObservable(fresh$, listening).toBe(expected, { a: { happenedAt: 5 } });
      m.expectSubscriptions(quote$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses an age of %p ms while the pipeline is built',
    (maxAgeMs) => {
      marbles(({ clock }) => {
        const refusal = `dropStale: maxAgeMs must be a number > 0, was ${maxAgeMs}`;
        expect(() => dropStale({ maxAgeMs, clock })).toThrow(refusal);
      })();
    },
  );
});

operatorContract(
  'dropStale',
  ({ clock }) => dropStale({ maxAgeMs: 15, clock }),
  [1, 2, 30].map((happenedAt) => quote({ at: 40, happenedAt })),
);
