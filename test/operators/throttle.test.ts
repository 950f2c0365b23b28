import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { throttle } from '../../operators/throttle.js';

describe('throttle', () => {
  it(
    'passes the first event and drops those that follow too soon',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-d-----e-f-|');
      const listening = '      ^----------------!';
      const expected = '       -a---c-------e---|';
      m.expectObservable(tick$.pipe(throttle({ everyMs: 4, clock: m.clock }))).toBe(expected);
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it(
    'passes one event of an instant',
    marbles((m) => {
      const tick$ = m.cold('   -(ab)(cd)-|');
      const expected = '       -a---c----|';
      m.expectObservable(tick$.pipe(throttle({ everyMs: 1, clock: m.clock }))).toBe(expected);
    }),
  );

  it(
    'ends and fails at once, though a pause is on',
    marbles((m) => {
      m.expectObservable(m.cold('-a-|').pipe(throttle({ everyMs: 9, clock: m.clock }))).toBe('-a-|');
      m.expectObservable(m.cold('-a-#').pipe(throttle({ everyMs: 9, clock: m.clock }))).toBe('-a-#');
      m.expectObservable(m.cold('--|').pipe(throttle({ everyMs: 9, clock: m.clock }))).toBe('--|');
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-|');
      const listening = '      ^---!';
      const expected = '       -a---';
      m.expectObservable(tick$.pipe(throttle({ everyMs: 9, clock: m.clock })), listening).toBe(expected);
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses a pause of %p ms while the pipeline is built',
    (everyMs) => {
      marbles(({ clock }) => {
        const refusal = `throttle: everyMs must be a number > 0, was ${everyMs}`;
        expect(() => throttle({ everyMs, clock })).toThrow(refusal);
      })();
    },
  );
});

operatorContract('throttle', ({ clock }) => throttle({ everyMs: 20, clock }), ['a', 'b', 'c', 'd', 'e']);
