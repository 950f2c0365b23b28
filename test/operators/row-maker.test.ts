import { describe, expect, it } from '@jest/globals';
import { rowMaker } from '../../operators/row-maker.js';

describe('rowMaker', () => {
  it('makes an object of its own with the words before the fields, the first time and every other', () => {
    const make = rowMaker(['fast', 'slow']);
    const rows = [1, 2, 3].map((close) => make([close + 10, close + 20], { at: 0, close }));
    expect(rows.map((row) => Object.entries(row))).toEqual(
      [1, 2, 3].map((close) => [
        ['fast', close + 10],
        ['slow', close + 20],
        ['at', 0],
        ['close', close],
      ]),
    );
  });

  it('follows inputs that change their fields, however often', () => {
    const make = rowMaker(['word']);
    const inputs = [
      { a: 1 },
      { a: 1, b: 2 },
      { b: 2, a: 1 },
      {},
      { c: 3 },
      { d: 4 },
      { a: 5 },
      { e: 6 },
      { e: 7 },
    ];
    for (const input of [...inputs, ...inputs]) {
      expect(Object.entries(make(['said'], input))).toEqual(Object.entries({ word: 'said', ...input }));
    }
  });

  it('takes names that are no names of variables, and fields that only look inherited', () => {
    const make = rowMaker(['a "b" \\', 'new']);
    class Parent {
      own = 1;
      get inherited(): number {
        return 2;
      }
    }
    for (let time = 0; time < 3; time += 1) {
      expect(Object.entries(make([1, 2], new Parent()))).toEqual([
        ['a "b" \\', 1],
        ['new', 2],
        ['own', 1],
      ]);
      expect(make([1, 2], { '\n${x}': 3 })).toEqual({ 'a "b" \\': 1, new: 2, '\n${x}': 3 });
      const inheriting: object = Object.create({ far: 1 }, { near: { value: 2, enumerable: true } });
      expect(Object.entries(make([1, 2], inheriting))).toHaveLength(3);
    }
  });

  it('keeps symbols', () => {
    const key = Symbol('key');
    const make = rowMaker(['word']);
    expect(make([1], { [key]: 2 })).toEqual({ word: 1, [key]: 2 });
  });
});
