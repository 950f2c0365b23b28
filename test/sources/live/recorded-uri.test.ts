import { describe, expect, it } from '@jest/globals';
import { recordedUri } from '../../../src/sources/live/recorded-uri.js';

describe('recordedUri', () => {
  it.each([
    ['tape:a.tape', 'tape:a.tape', null],
    ['tape:a.tape?speed=60', 'tape:a.tape', 60],
    ['tape:a.tape?speed=step&symbol=X', 'tape:a.tape?symbol=X', 'step'],
    ['file:a%20b.csv?symbol=X%2FY&speed=0.5&every=1d', 'file:a%20b.csv?symbol=X%2FY&every=1d', 0.5],
    // A key may be written in any way that means it.
    ['tape:a.tape?%73peed=2', 'tape:a.tape', 2],
    ['tape:a.tape?symbol=X&', 'tape:a.tape?symbol=X&', null],
  ])('takes the speed out of %s', (text, uri, speed) => {
    expect(recordedUri(text)).toEqual({ uri, speed });
  });

  it.each([
    ['tape:a.tape?speed=0', "speed is '0'; write seconds for one of the wall such as 60, or step"],
    ['tape:a.tape?speed=-1', "speed is '-1'"],
    ['tape:a.tape?speed=fast', "speed is 'fast'"],
    ['tape:a.tape?speed=', "speed is ''"],
    ['tape:a.tape?speed', "speed is ''"],
    ['tape:a.tape?speed=Infinity', "speed is 'Infinity'"],
    ['tape:a.tape?speed=60&speed=step', 'speed is given twice'],
    ['tape:a.tape?sped=60', "there is no key 'sped'; did you mean speed?"],
    ['tape:a.tape?speed=%', "'%' is not percent-encoded UTF-8"],
  ])('refuses %s', (text, reason) => {
    expect(() => recordedUri(text)).toThrow(reason);
  });
});
