import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lineSplitter } from '../../src/control/line-splitter.js';

const pieces = fc.array(fc.uint8Array({ maxLength: 12, max: 12 }), { maxLength: 30 });

describe('lineSplitter', () => {
  it('gives the lines of the whole, however it is cut', () => {
    fc.assert(
      fc.property(pieces, (cuts) => {
        const splitter = lineSplitter(1_000);
        const lines = cuts.flatMap((cut) => splitter.add(Buffer.from(cut)) ?? []);
        expect(lines).toEqual(Buffer.concat(cuts).toString('utf8').split('\n').slice(0, -1));
      }),
    );
  });

  it('refuses a line that is too long, ended or not, and takes one that is as long as may be', () => {
    expect(lineSplitter(3).add(Buffer.from('abc\n'))).toEqual(['abc']);
    expect(lineSplitter(3).add(Buffer.from('abcd\n'))).toBeNull();
    expect(lineSplitter(3).add(Buffer.from('abcd'))).toBeNull();
    const splitter = lineSplitter(3);
    expect(splitter.add(Buffer.from('ab'))).toEqual([]);
    expect(splitter.add(Buffer.from('cd'))).toBeNull();
  });
});
