import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { debounce } from '../../operators/debounce.js';

describe('debounce', () => {
  it(
    'passes an event once nothing has followed it for a while',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-------c---d----|');
      const listening = '      ^-------------------!';
      const expected = '       ------b-------c---d-|';
      m.expectObservable(tick$.pipe(debounce({ quietMs: 3, clock: m.clock }))).toBe(expected);
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it(
    'passes the last event of an instant',
    marbles((m) => {
      const tick$ = m.cold('   -(ab)(cd)-|');
      const expected = '       ---b---d--|';
      m.expectObservable(tick$.pipe(debounce({ quietMs: 2, clock: m.clock }))).toBe(expected);
    }),
  );

  it(
    'drops what still waits when its source ends or fails',
    marbles((m) => {
      m.expectObservable(m.cold('-a-|').pipe(debounce({ quietMs: 9, clock: m.clock }))).toBe('---|');
      m.expectObservable(m.cold('-a-#').pipe(debounce({ quietMs: 9, clock: m.clock }))).toBe('---#');
      m.expectObservable(m.cold('--|').pipe(debounce({ quietMs: 9, clock: m.clock }))).toBe('--|');
    }),
  );

  it(
    'keeps a steady stream back for as long as it lasts',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-d-e-f-----');
      const expected = '       --------------f--';
      m.expectObservable(tick$.pipe(debounce({ quietMs: 3, clock: m.clock }))).toBe(expected);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const tick$ = m.cold('   -a-b-c-|');
      const listening = '      ^---!';
      const expected = '       -----';
      m.expectObservable(tick$.pipe(debounce({ quietMs: 9, clock: m.clock })), listening).toBe(expected);
      m.expectSubscriptions(tick$.subscriptions).toBe(listening);
    }),
  );

  it.each([0, -1, Number.NaN, Infinity])(
    'refuses a silence of %p ms while the pipeline is built',
    (quietMs) => {
      marbles(({ clock }) => {
        const refusal = `debounce: quietMs must be a number > 0, was ${quietMs}`;
        expect(() => debounce({ quietMs, clock })).toThrow(refusal);
      })();
    },
  );
});

operatorContract('debounce', ({ clock }) => debounce({ quietMs: 5, clock }), ['a', 'b', 'c', 'd', 'e']);
