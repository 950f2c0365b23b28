import { describe, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { crossings } from '../../operators/crossings.js';

const number = (value: number): number => value;
const up = (input: number) => ({ direction: 'up', input });
const down = (input: number) => ({ direction: 'down', input });

describe('crossings', () => {
  it(
    'speaks when two neighbours stand on opposite sides of zero',
    marbles((m) => {
      const number$ = m.cold(' -a-b-c-d-e-|', { a: -1, b: 2, c: 3, d: -4, e: -5 });
      const listening = '      ^----------!';
      const expected = '       ---u---d---|';
      m.expectObservable(number$.pipe(crossings({ of: number }))).toBe(expected, { u: up(2), d: down(-4) });
      m.expectSubscriptions(number$.subscriptions).toBe(listening);
    }),
  );

  it(
    'ignores a crossing that touches zero on its way',
    marbles((m) => {
      const number$ = m.cold(' -a-0-c-d-0-0-e-f-|', { a: -1, 0: 0, c: 3, d: -4, e: 5, f: -6 });
      const expected = '       -------d-------f-|';
      m.expectObservable(number$.pipe(crossings({ of: number }))).toBe(expected, {
        d: down(-4),
        f: down(-6),
      });
    }),
  );

  it(
    'remembers the side before a touch when told to',
    marbles((m) => {
      const number$ = m.cold(' -a-0-c-d-0-0-e-0-f-|', { a: -1, 0: 0, c: 3, d: -4, e: 5, f: 6 });
      const expected = '       -----u-d-----v-----|';
      const values = { u: up(3), d: down(-4), v: up(5) };
      m.expectObservable(number$.pipe(crossings({ of: number, touch: 'remember' }))).toBe(expected, values);
    }),
  );

  it(
    'takes a number that is none for a touch',
    marbles((m) => {
      const number$ = m.cold(' -a-n-c-|', { a: -1, n: Number.NaN, c: 3 });
      const ignoring = '       -------|';
      const remembering = '    -----u-|';
      m.expectObservable(number$.pipe(crossings({ of: number }))).toBe(ignoring);
      m.expectObservable(number$.pipe(crossings({ of: number, touch: 'remember' }))).toBe(remembering, {
        u: up(3),
      });
    }),
  );

  it(
    'says nothing about a first input, wherever it stands',
    marbles((m) => {
      m.expectObservable(m.cold('-a-b-|', { a: 0, b: 1 }).pipe(crossings({ of: number }))).toBe('-----|');
      m.expectObservable(m.cold('-a-|', { a: -1 }).pipe(crossings({ of: number }))).toBe('---|');
    }),
  );

  it(
    'sends a failing reader down the stream',
    marbles((m) => {
      const broken = new Error('no number');
      const reader = (): number => {
        throw broken;
      };
      m.expectObservable(m.cold('-a-b-|').pipe(crossings({ of: reader }))).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const number$ = m.cold(' -a-b-a-|', { a: -1, b: 1 });
      const listening = '      ^---!';
      const expected = '       ---u-';
      m.expectObservable(number$.pipe(crossings({ of: number })), listening).toBe(expected, { u: up(1) });
      m.expectSubscriptions(number$.subscriptions).toBe(listening);
    }),
  );
});

operatorContract('crossings', () => crossings({ of: number }), [-1, 1, 0, -1, 2]);
operatorContract(
  'crossings that remember',
  () => crossings({ of: number, touch: 'remember' }),
  [-1, 0, 1, -1],
);
