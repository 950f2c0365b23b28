import { describe, expect, it } from '@jest/globals';
import { BadTally } from '../../../src/sources/ingest/bad-tally.js';

describe('a tally of what is left out', () => {
  it('is too much at once where a number is said, or where a share of all there may be is less', () => {
    const add = (tally: BadTally, count: number) => () => {
      for (let n = 0; n < count; n += 1) tally.add(`place ${n}`, `a is '${n}'`);
    };
    const number = { text: '2', count: 2, share: 0 };
    const share = { text: '1%', count: 0, share: 0.01 };
    expect(add(new BadTally(number), 2)).not.toThrow();
    expect(add(new BadTally(number), 3)).toThrow('3 of the first rows are bad, over --max-bad 2; place 0: ');
    expect(add(new BadTally(share), 1_000)).not.toThrow();
    expect(add(new BadTally(share, 300), 3)).not.toThrow();
    expect(add(new BadTally(share, 300), 4)).toThrow('over --max-bad 1%');
  });

  it('is held against all rows in the end, and counts reasons by what is the same in them', () => {
    const tally = new BadTally({ text: '1%', count: 0, share: 0.01 });
    tally.add('here', "a is 'x', no number");
    tally.add('there', "a is 'y', no number");
    expect([...tally.reasons]).toEqual([['a is …, no number', 2]]);
    expect(() => tally.check(200)).not.toThrow();
    expect(() => tally.check(199)).toThrow('2 of 199 rows are bad, over --max-bad 1%; here: ');
  });
});
