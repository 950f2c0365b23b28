import { describe, expect, it } from '@jest/globals';
import { parseLinesUri } from '../../../src/sources/live/lines-uri.js';

describe('a lines: URI', () => {
  it('declares every kind of every symbol, and what belongs to none', () => {
    expect(parseLinesUri('lines:-?symbols=A,B&kinds=trade,bar:1m,event:news,status&speed=step')).toEqual({
      text: 'lines:-?symbols=A,B&kinds=trade,bar:1m,event:news,status&speed=step',
      path: '-',
      isStepped: true,
      graceMs: 0,
      series: [
        { symbol: 'A', kind: 'trade' },
        { symbol: 'B', kind: 'trade' },
        { symbol: 'A', kind: 'bar', every: '1m' },
        { symbol: 'B', kind: 'bar', every: '1m' },
        { symbol: '', kind: 'event', name: 'news' },
        { symbol: 'A', kind: 'event', name: 'news' },
        { symbol: 'B', kind: 'event', name: 'news' },
        { symbol: '', kind: 'status' },
        { symbol: 'A', kind: 'status' },
        { symbol: 'B', kind: 'status' },
      ],
    });
    expect(parseLinesUri('lines:a%20b?kinds=event:x')).toMatchObject({ path: 'a b', isStepped: false });
    expect(parseLinesUri('lines:-?symbols=A&kinds=trade&graceMs=250')).toMatchObject({ graceMs: 250 });
  });

  it.each([
    ['lines:?symbols=A&kinds=trade', 'names no file'],
    ['lines:-', 'says no kinds'],
    ['lines:-?kinds=trade', 'says no symbols, of which trade come'],
    ['lines:-?symbols=A&kinds=bar', "kinds has 'bar'"],
    ['lines:-?symbols=A&kinds=bar:7x', "kinds has 'bar:7x'"],
    ['lines:-?symbols=A&kinds=event', "kinds has 'event'"],
    ['lines:-?symbols=A&kinds=trade&speed=60', "speed is '60'"],
    ['lines:-?symbols=A&kinds=trade&graceMs=-1', "graceMs is '-1', which is no whole number"],
    ['lines:-?symbols=A&kinds=trade&graceMs=9&speed=step', 'with speed=step no row is late'],
    ['lines:-?symbol=A&kinds=trade', "there is no key 'symbol'; did you mean symbols?"],
    ['lines:-?symbols=A&symbols=B&kinds=trade', 'symbols is given twice'],
    ['lines:%zz?symbols=A&kinds=trade', 'not percent-encoded'],
  ])('refuses %s and says why', (text, reason) => {
    expect(() => parseLinesUri(text)).toThrow(reason);
  });
});
