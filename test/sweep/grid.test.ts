import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { axisOf, combinations } from '../../src/sweep/grid.js';

const texts = (text: string): readonly string[] => axisOf('p', text).texts;

describe('the grid', () => {
  it.each([
    ['5..20/5', ['5', '10', '15', '20']],
    ['5..22/5', ['5', '10', '15', '20']],
    ['7..7/3', ['7']],
    ['-2..2/2', ['-2', '0', '2']],
    ['-0.5..0.5/0.25', ['-0.5', '-0.25', '0', '0.25', '0.5']],
    ['0.1..0.7/0.1', ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7']],
    ['1..1.10/0.05', ['1', '1.05', '1.1']],
    ['9007199254740993..9007199254740995/2', ['9007199254740993', '9007199254740995']],
    ['5|10|20', ['5', '10', '20']],
    ['2|5..15/5|50', ['2', '5', '10', '15', '50']],
    ['long|long-short', ['long', 'long-short']],
    ['SPY,QQQ|AAPL', ['SPY,QQQ', 'AAPL']],
    ['../rates.csv', ['../rates.csv']],
    ['', ['']],
  ])('reads %s', (text, wanted) => {
    expect(texts(text)).toEqual(wanted);
  });

  it.each([
    ['5..50', 'p=5..50: 5..50 is no range: write FROM..TO/STEP, such as 5..50/5'],
    ['5..x/5', '5..x/5 is no range'],
    ['5..50/0', 'a step must be above 0, was 0'],
    ['5..50/-5', 'a step must be above 0, was -5'],
    ['50..5/5', '50 is more than 5'],
    ['5..20/5|10', '10 stands there twice'],
    ['0..1/0.000001', '1000001 values are more than 100000'],
  ])('refuses %s', (text, message) => {
    expect(() => texts(text)).toThrow(message);
  });

  it('takes both ends of any range that its step reaches, and no float drifts', () => {
    const word = fc.record({
      from: fc.integer({ min: -1e6, max: 1e6 }),
      step: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(word, fc.nat(200), fc.nat(6), ({ from, step }, count, decimals) => {
        // The digits are written by hand, so that no division of floats takes part.
        const decimal = (scaled: number): string => {
          const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
          const cut = digits.length - decimals;
          const fraction = decimals === 0 ? '' : `.${digits.slice(cut)}`;
          return `${scaled < 0 ? '-' : ''}${digits.slice(0, cut)}${fraction}`;
        };
        const found = texts(`${decimal(from)}..${decimal(from + count * step)}/${decimal(step)}`);
        expect(found).toHaveLength(count + 1);
        expect(found.map(Number)).toEqual(
          Array.from({ length: count + 1 }, (_, index) => Number(decimal(from + index * step)) + 0),
        );
      }),
    );
  });

  it('combines in the order in which parameters are named, the first slowest', () => {
    expect(combinations([axisOf('a', '1|2'), axisOf('b', 'x'), axisOf('c', '3|4')])).toEqual([
      ['1', 'x', '3'],
      ['1', 'x', '4'],
      ['2', 'x', '3'],
      ['2', 'x', '4'],
    ]);
  });

  it('refuses more combinations than anybody reads', () => {
    const axis = axisOf('p', '1..1000/1');
    expect(() => combinations([axis, axis])).toThrow('1000000 sets are more than 100000');
  });
});
