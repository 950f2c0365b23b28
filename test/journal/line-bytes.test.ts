import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LineBytes } from '../../src/journal/line-bytes.js';

const written = (value: unknown): string => {
  const line = new LineBytes();
  line.plain(value);
  return line.from(0).toString('utf8');
};

describe('LineBytes', () => {
  it('writes texts as JSON does, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(written(text)).toBe(JSON.stringify(text))),
    );
    // Half of a character made of two, control characters, and what ends a string.
    for (const text of ['\ud800', 'a\u0000b', '"', '\\', '~\u007f', '', 'ä😀']) {
      expect(written(text)).toBe(JSON.stringify(text));
    }
  });

  it('writes numbers as JavaScript does, -0 as 0', () => {
    const whole = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(Number);
    const near = fc
      .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: -3, max: 3 }))
      .map(([power, off]) => 10 ** power + off);
    const any = fc.oneof(whole, near, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(any, (number) => expect(written(number)).toBe(String(number + 0))),
      { numRuns: 2_000 },
    );
    expect(written(-0)).toBe('0');
  });

  it('refuses what has no text in a journal', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => written(value)).toThrow(RangeError);
    for (const value of [undefined, {}, 1n]) expect(() => written(value)).toThrow(TypeError);
  });

  it('keeps what it has when it needs more room, and begins anew when it is told to', () => {
    const line = new LineBytes();
    const text = 'word '.repeat(3_000);
    line.text(text);
    line.text(text);
    expect(line.from(0).toString()).toBe(JSON.stringify(text).repeat(2));
    line.clear();
    line.plain(true);
    expect(line.from(0).toString()).toBe('true');
  });
});
