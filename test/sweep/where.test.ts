import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { where } from '../../src/sweep/where.js';

const set = { fast: 10, slow: 30, every: '1d', 'size.quantity': 5 };
const keeps = (text: string): boolean => where(text, Object.keys(set))(set);

describe('a condition over parameters', () => {
  it.each([
    ['fast < slow', true],
    ['fast >= slow', false],
    ['fast <= 10 and slow > 29.5', true],
    ['fast > 10 or slow == 30', true],
    ['not fast > 10', true],
    ['!(fast < slow) || every != "1d"', false],
    ["every == '1d' && fast != 11", true],
    ['slow - fast * 2 == 10', true],
    ['(slow - fast) * 2 == 40', true],
    ['slow / fast / 3 == 1', true],
    ['-fast + 20 == 10', true],
    ['slow - 10 - 10 == fast', true],
    ['fast > 100 and fast > 100 or slow > 1', true],
    ['slow > 1 or fast > 100 and fast > 100', true],
    ['size.quantity * 2 <= fast', true],
    ['every < "2d"', true],
  ])('%s is %s', (text, wanted) => {
    expect(keeps(text)).toBe(wanted);
  });

  it.each([
    ['fats < slow', 'column 1: no --param says fats; did you mean fast?'],
    ['fast < nothing', 'column 8: no --param says nothing; there are fast, slow, every, size.quantity'],
    ['fast', 'column 1: 10 is no condition'],
    ['slow > 1 and fast', 'column 14: 10 is no condition'],
    ['fast = slow', 'column 6: write == for equal'],
    ['5 < fast < slow', 'column 10: compare two at a time, with and between'],
    ['fast < every', 'column 6: 10 and "1d" cannot be compared'],
    ['every + 1 > 2', 'column 1: "1d" is no number'],
    ['(fast < slow', 'column 13: the ( of column 1 is not closed'],
    ['fast < slow)', 'column 12: ) stands where an operator or the end is expected'],
    ['fast <', 'column 7: a parameter, a number or a "text" is expected, not its end'],
    ['', 'column 1: a parameter, a number or a "text" is expected'],
    ['fast < slow; 1', 'column 12: ; means nothing here'],
    ['fast < "slow', 'column 8: " means nothing here'],
    ['fast < slow and and 1', 'column 17: '],
  ])('refuses %s', (text, message) => {
    expect(() => keeps(text)).toThrow(message);
  });

  it('means of arithmetic what JavaScript means', () => {
    const number = fc.integer({ min: 0, max: 99 }).map(String);
    const { sum } = fc.letrec<{ sum: string }>((tie) => ({
      sum: fc.oneof(
        { depthSize: 'small' },
        number,
        fc
          .tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum'), fc.boolean())
          .map(([a, sign, b, inBrackets]) => (inBrackets ? `(${a} ${sign} ${b})` : `${a} ${sign} ${b}`)),
      ),
    }));
    fc.assert(
      fc.property(sum, sum, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), (a, b, sign) => {
        const text = `${a} ${sign} ${b}`;
        const wanted: unknown = runInNewContext(text);
        expect(where(text, [])({})).toBe(wanted);
      }),
    );
  });
});
