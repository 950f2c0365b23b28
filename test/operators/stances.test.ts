import { describe, expect, it } from '@jest/globals';
import { marbles, operatorContract } from 'millrace/testing';
import { filter, finalize, map, mergeMap, type OperatorFunction, pipe, skip, take, throwError } from 'rxjs';
import { stances, type TradeSide } from '../../operators/stances.js';

const enter = (number: number) => {
  if (number > 8) return { side: 'long', because: 'high' } as const;
  return number < -8 ? ({ side: 'short', because: 'low' } as const) : undefined;
};
const inside = (): OperatorFunction<number, string> =>
  pipe(
    filter((number) => Math.abs(number) < 4),
    map((number) => `back at ${number}`),
  );
const trades = () => stances<number>({ enter, exit: inside });

const long = (input: number) => ({ stance: 'long', because: 'high', input });
const short = (input: number) => ({ stance: 'short', because: 'low', input });
const flat = (input: number, because = `back at ${input}`) => ({ stance: 'flat', because, input });

const numbers = { a: 5, b: 9, c: 6, d: 3, e: -9, f: -2, g: 10 };

describe('stances', () => {
  it(
    'gets in by one rule and out by another, on both sides',
    marbles((m) => {
      const number$ = m.cold(' -a-b-c-d-e-f-|', numbers);
      const listening = '      ^------------!';
      const expected = '       ---L---F-S-G-|';
      const values = { L: long(9), F: flat(3), S: short(-9), G: flat(-2) };
      m.expectObservable(number$.pipe(trades())).toBe(expected, values);
      m.expectSubscriptions(number$.subscriptions).toBe(listening);
    }),
  );

  it(
    'changes nothing at an entry on the side it is on',
    marbles((m) => {
      const number$ = m.cold(' -b-g-b-|', numbers);
      const expected = '       -L-----|';
      m.expectObservable(number$.pipe(trades())).toBe(expected, { L: long(9) });
    }),
  );

  it(
    'turns at an entry on the other side, whether its exit speaks or not',
    marbles((m) => {
      const expected = '       -L-S-L-|';
      const values = { L: long(9), S: short(-9) };
      const silent = stances<number>({ enter, exit: () => filter((_: number): _ is never => false) });
      const always = stances<number>({ enter, exit: () => map(() => 'over') });
      m.expectObservable(m.cold('-b-e-b-|', numbers).pipe(silent)).toBe(expected, values);
      m.expectObservable(m.cold('-b-e-b-|', numbers).pipe(always)).toBe(expected, values);
    }),
  );

  it(
    'does not begin again with the input that ends the trade, but with the next',
    marbles((m) => {
      const number$ = m.cold(' -b-b-b-b-|', numbers);
      const expected = '       -L-F-L-F-|';
      const always = stances<number>({ enter, exit: () => map(() => 'over') });
      m.expectObservable(number$.pipe(always)).toBe(expected, { L: long(9), F: flat(9, 'over') });
    }),
  );

  it(
    'subscribes the exit anew for every trade, told its side and its inputs from the entry on',
    marbles((m) => {
      const number$ = m.cold(' -a-b-c-d-e-f-d-a-|', numbers);
      const expected = '       ---L---F-S---G---|';
      const third = (side: TradeSide) =>
        pipe(
          skip<number>(2),
          map(() => `${side} for two inputs`),
        );
      const values = {
        L: long(9),
        F: flat(3, 'long for two inputs'),
        S: short(-9),
        G: flat(3, 'short for two inputs'),
      };
      m.expectObservable(number$.pipe(stances<number>({ enter, exit: third }))).toBe(expected, values);
    }),
  );

  it(
    'takes the first word of an exit that says several to one input, and none that it says to the entry',
    marbles((m) => {
      const number$ = m.cold(' -b-c-a-|', numbers);
      const expected = '       -L-F---|';
      const twice = () => mergeMap((number: number) => [`one ${number}`, 'two']);
      m.expectObservable(number$.pipe(stances<number>({ enter, exit: twice }))).toBe(expected, {
        L: long(9),
        F: flat(6, 'one 6'),
      });
    }),
  );

  it('lets go of an exit when its trade is over, turned or no longer listened to', () => {
    let released = 0;
    const counted = () =>
      pipe(
        inside(),
        finalize(() => {
          released += 1;
        }),
      );
    marbles((m) => {
      const number$ = m.cold(' -b-d-e-b-|', numbers);
      m.expectObservable(number$.pipe(stances<number>({ enter, exit: counted })), '^-------!');
    })();
    expect(released).toBe(3);
  });

  it(
    'holds on when an exit has ended without a word',
    marbles((m) => {
      const number$ = m.cold(' -b-d-d-e-|', numbers);
      const expected = '       -L-----S-|';
      const gone = () => pipe(inside(), take(0));
      m.expectObservable(number$.pipe(stances<number>({ enter, exit: gone }))).toBe(expected, {
        L: long(9),
        S: short(-9),
      });
    }),
  );

  it(
    'fails with its rules',
    marbles((m) => {
      const broken = new Error('no number');
      const bad = (): never => {
        throw broken;
      };
      const number$ = m.cold('-a-b-|', numbers);
      m.expectObservable(number$.pipe(stances<number>({ enter: bad, exit: inside }))).toBe('-#', {}, broken);
      const failing = () => () => throwError(() => broken);
      m.expectObservable(number$.pipe(stances<number>({ enter, exit: failing }))).toBe('---#', {}, broken);
    }),
  );
});

operatorContract('stances', trades, [5, 9, 6, 3, -9, 1]);
