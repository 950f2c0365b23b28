import { describe, expect, it } from '@jest/globals';
import { isFollowUri, parseFollowUri } from '../../../../src/sources/kafka/follow/follow-uri.js';

describe('a URI of a topic that is followed', () => {
  it.each([
    ['kafka:ticks?follow', true],
    ['kafka:ticks?from=end&follow', true],
    ['kafka:ticks?follow=no', true],
    ['kafka:ticks?from=2014-05-05', false],
    ['kafka:follow', false],
    ['kafka:ticks?following=1', false],
    ['file:follow?follow', false],
  ])('is %s: %s', (text, expected) => {
    expect(isFollowUri(text)).toBe(expected);
  });

  it('says where to begin, what is wanted, and in which order', () => {
    expect(parseFollowUri('kafka:ticks?follow&symbols=A,B&kinds=trade,bar:1m')).toEqual({
      text: 'kafka:ticks?follow&symbols=A,B&kinds=trade,bar:1m',
      topic: 'ticks',
      from: 'end',
      series: [
        { symbol: 'A', kind: 'trade' },
        { symbol: 'B', kind: 'trade' },
        { symbol: 'A', kind: 'bar', every: '1m' },
        { symbol: 'B', kind: 'bar', every: '1m' },
      ],
      holdMs: null,
      idleMs: 1_000,
      isStepped: false,
      graceMs: 0,
      historyMs: null,
    });
    const said = 'kafka:ticks?follow&from=offset:3,4&symbols=A&kinds=trade&holdMs=500&idleMs=200&graceMs=250';
    const delays = { holdMs: 500, idleMs: 200, graceMs: 250 };
    expect(parseFollowUri(said)).toMatchObject({ from: { offsets: [3, 4] }, ...delays });
    expect(parseFollowUri('kafka:ticks?follow&from=2014-05-05T13:30Z')).toMatchObject({
      from: { at: Date.UTC(2014, 4, 5, 13, 30) },
      series: null,
    });
    const lengths = ['none', '6h', '30d'].map((length) => `kafka:ticks?follow&history=${length}`);
    expect(lengths.map((text) => parseFollowUri(text).historyMs)).toEqual([0, 21_600_000, 2_592_000_000]);
    // Time that rows tell goes on only where they stand in its order.
    expect(parseFollowUri('kafka:ticks?follow&from=begin&speed=step')).toMatchObject({
      from: 'begin',
      holdMs: 0,
      isStepped: true,
    });
  });

  it.each([
    ['kafka:?follow', "'' is no name of a topic"],
    ['kafka:ticks?follow=yes', 'write follow alone'],
    ['kafka:ticks?follow&to=2014-05-05', "there is no key 'to'; known are follow, from,"],
    ['kafka:ticks?follow&from=begin&from=end', 'from is given twice'],
    ['kafka:ticks?follow&from=noon', "from is 'noon', neither begin, end, offset:120 nor a time"],
    ['kafka:ticks?follow&speed=60', "speed is '60'"],
    ['kafka:ticks?follow&holdMs=soon', "holdMs is 'soon'"],
    ['kafka:ticks?follow&holdMs=', "holdMs is ''"],
    ['kafka:ticks?follow&history=long', "history is 'long', neither none nor a length such as 6h or 30d"],
    ['kafka:ticks?follow&idleMs=5', 'idleMs says how long a holdMs waits'],
    ['kafka:ticks?follow&symbols=A', 'says no kinds'],
    ['kafka:ticks?follow&kinds=trade', 'says no symbols'],
    ['kafka:ticks?follow&symbols=A&kinds=candles', "kinds has 'candles'"],
  ])('refuses %s', (text, message) => {
    expect(() => parseFollowUri(text)).toThrow(message);
  });
});
