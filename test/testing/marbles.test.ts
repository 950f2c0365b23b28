import { describe, expect, it } from '@jest/globals';
import { marbles } from 'millrace/testing';
import { map, timer } from 'rxjs';

describe('marbles', () => {
  it('passes when the columns line up', () => {
    marbles((m) => m.expectObservable(m.cold('-a-|')).toBe('-a-|'))();
  });

  it.each([
    { wrong: 'a word that comes late', expected: '--a|' },
    { wrong: 'a word that does not come', expected: '-ab|' },
    { wrong: 'another word', expected: '-b-|' },
    { wrong: 'an end that does not come', expected: '-a--' },
  ])('fails on $wrong', ({ expected }) => {
    expect(marbles((m) => m.expectObservable(m.cold('-a-|')).toBe(expected))).toThrow(/deep.*equal/i);
  });

  it('compares what values hold, not which objects they are', () => {
    const fails = marbles((m) => {
      m.expectObservable(m.cold('-a-|', { a: { price: 1 } })).toBe('-a-|', { a: { price: 2 } });
    });
    const passes = marbles((m) => {
      m.expectObservable(m.cold('-a-|', { a: { price: 1 } })).toBe('-a-|', { a: { price: 1 } });
    });
    expect(fails).toThrow(/price/);
    expect(passes).not.toThrow();
  });

  it(
    'hands out its virtual time as a clock',
    marbles(({ clock, expectObservable }) => {
      const listening = '^------------!';
      const expected = ' ---a-----b---';
      const now$ = timer(3, 6, clock).pipe(map(() => clock.now()));
      expectObservable(now$, listening).toBe(expected, { a: 3, b: 9 });
    }),
  );
});
