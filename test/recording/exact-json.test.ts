import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactJson } from '../../src/recording/exact-json.js';
import '../same-seeds-in-ci.js';

describe('exactJson', () => {
  it('is JSON of which the very same value comes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(exactJson(value))).toEqual(value);
      }),
    );
    expect(JSON.parse(exactJson({ a: -0, b: ['\ud800'], c: undefined }))).toEqual({ a: -0, b: ['\ud800'] });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(0), [undefined], () => 1, new Map(), 1n])(
    'refuses %p, of which another value would come',
    (value) => {
      expect(() => exactJson({ deep: [value] })).toThrow(/a recording cannot hold/);
    },
  );
});
