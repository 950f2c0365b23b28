import { describe, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { delay, filter, finalize, ignoreElements, map, mergeMap, of, take, toArray } from 'rxjs';
import { enrich } from '../../operators/enrich.js';
import { sma } from '../../operators/sma.js';

const price = ({ price }: { price: number }): number => price;
const a = { price: 10 };
const b = { price: 20 };
const c = { price: 60 };
const d = { price: 40 };

describe('enrich', () => {
  it(
    'makes a row of an input and all words about it, as soon as every branch speaks',
    marbles((m) => {
      const input$ = m.cold('  -a-b-c-d-|', { a, b, c, d });
      const listening = '      ^--------!';
      const expected = '       -----y-z-|';
      const row$ = input$.pipe(
        enrich({ fast: sma({ span: 2, of: price }), slow: sma({ span: 3, of: price }) }),
      );
      m.expectObservable(row$).toBe(expected, {
        y: { fast: 40, slow: 30, price: 60 },
        z: { fast: 50, slow: 40, price: 40 },
      });
      m.expectSubscriptions(input$.subscriptions).toBe(listening);
    }),
  );

  it(
    'says one row an input where two branches share one source',
    marbles((m) => {
      const expected = '       -x-y-|';
      const row$ = m.cold('    -a-b-|', { a, b }).pipe(enrich({ one: map(price), two: map(price) }));
      m.expectObservable(row$).toBe(expected, {
        x: { one: 10, two: 10, price: 10 },
        y: { one: 20, two: 20, price: 20 },
      });
    }),
  );

  it(
    'makes no row of an input about which a branch says nothing',
    marbles((m) => {
      const cheap = filter(({ price }: { price: number }) => price < 30);
      const expected = '       -x-y-----z-|';
      const row$ = m.cold('    -a-b-c-c-a-|', { a, b, c }).pipe(enrich({ cheap: cheap, one: map(price) }));
      m.expectObservable(row$).toBe(expected, {
        x: { cheap: a, one: 10, price: 10 },
        y: { cheap: b, one: 20, price: 20 },
        z: { cheap: a, one: 10, price: 10 },
      });
    }),
  );

  it(
    'takes the last of several words, and a word that is undefined for a word',
    marbles((m) => {
      const row$ = m
        .cold('-a-|', { a })
        .pipe(enrich({ last: mergeMap(() => of(1, 2)), none: map(() => undefined) }));
      m.expectObservable(row$).toBe('-x-|', { x: { last: 2, none: undefined, price: 10 } });
    }),
  );

  it(
    'loses what a branch says late or at its end, and goes silent when one has ended',
    marbles((m) => {
      const input$ = m.cold('-a-b-|', { a, b });
      m.expectObservable(input$.pipe(enrich({ late: delay(1) }))).toBe('-----|');
      m.expectObservable(input$.pipe(enrich({ end: toArray() }))).toBe('-----|');
      m.expectObservable(input$.pipe(enrich({ once: take(1) }))).toBe('-x---|', {
        x: { once: a, price: 10 },
      });
    }),
  );

  it(
    'sends the error of a branch down the stream and lets go of everything',
    marbles((m) => {
      const broken = new Error('no price');
      const input$ = m.cold('  -a-b-c-|', { a, b, c });
      const listening = '      ^--!';
      const expected = '       -x-#';
      const failing = map((row: { price: number }) => {
        if (row === b) throw broken;
        return 1;
      });
      const row$ = input$.pipe(enrich({ failing, one: map(() => 1) }));
      m.expectObservable(row$).toBe(expected, { x: { failing: 1, one: 1, price: 10 } }, broken);
      m.expectSubscriptions(input$.subscriptions).toBe(listening);
    }),
  );

  it(
    'passes the error of its source',
    marbles((m) => {
      m.expectObservable(m.cold<object>('-#').pipe(enrich({ none: ignoreElements() }))).toBe('-#');
    }),
  );

  it(
    'releases its branches with itself',
    marbles((m) => {
      let released = 0;
      const counted = finalize<{ price: number }>(() => {
        released += 1;
      });
      const listening = '      ^--!';
      m.expectObservable(m.cold('-a-b-|', { a, b }).pipe(enrich({ counted })), listening).toBe('-x--', {
        x: { counted: a, price: 10 },
      });
      m.flush();
      if (released !== 1) throw new Error(`released ${released} times`);
    }),
  );

  it(
    'refuses a name that the input has already',
    marbles((m) => {
      const taken = new TypeError("enrich: the input already has a field 'price', choose another name");
      m.expectObservable(m.cold('-a-|', { a }).pipe(enrich({ price: map(() => 1) }))).toBe('-#', {}, taken);
    }),
  );
});

operatorContract<{ price: number }>(
  'enrich',
  () => enrich({ fast: sma({ span: 2, of: price }), slow: sma({ span: 3, of: price }) }),
  [a, b, c, d, a],
);
