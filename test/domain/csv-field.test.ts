import { describe, expect, it } from '@jest/globals';
import { csvField } from '../../src/domain/csv-field.js';

/** The examples of RFC 4180, section 2, and what is none of its specials. */
describe('a field of a csv', () => {
  it.each([
    ['aaa', 'aaa'],
    ['', ''],
    [' spaced ', ' spaced '],
    ["it's", "it's"],
    ['b\r\nbb', '"b\r\nbb"'],
    ['b"bb', '"b""bb"'],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['"', '""""'],
  ])('%j is written %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});
