import { describe, expect, it } from '@jest/globals';
import { bar, quote, trade } from 'millrace/testing';

const DAY_MS = 86_400_000;

describe('bar', () => {
  it('is a whole frozen bar when nothing is told', () => {
    const plain = bar();
    expect(plain).toEqual({
      kind: 'bar',
      symbol: 'SPY',
      start: Date.UTC(2024, 0, 2),
      at: Date.UTC(2024, 0, 3),
      sessionDate: '2024-01-02',
      every: '1d',
      open: 100,
      high: 100,
      low: 100,
      close: 100,
      volume: null,
      bid: null,
      ask: null,
    });
    expect(Object.isFrozen(plain)).toBe(true);
  });

  it('draws prices that are not told from those that are', () => {
    expect(bar({ close: 101 })).toMatchObject({ open: 101, high: 101, low: 101, close: 101 });
    expect(bar({ open: 99, close: 101 })).toMatchObject({ open: 99, high: 101, low: 99, close: 101 });
    expect(bar({ open: 99, high: 105 })).toMatchObject({ open: 99, high: 105, low: 99, close: 99 });
  });

  it('puts the end that is not told one length away from the one that is', () => {
    const noon = Date.UTC(2024, 5, 3, 12);
    expect(bar({ every: '5m', start: noon })).toMatchObject({ start: noon, at: noon + 300_000 });
    expect(bar({ every: '5m', at: '2024-06-03T12:00:00Z' })).toMatchObject({
      start: noon - 300_000,
      at: noon,
    });
    expect(bar({ start: 0, at: 3 * DAY_MS })).toMatchObject({
      start: 0,
      at: 3 * DAY_MS,
      sessionDate: '1970-01-01',
    });
  });
});

describe('trade', () => {
  it('is known when it happened unless told otherwise', () => {
    const at = Date.UTC(2024, 0, 2, 14, 30);
    expect(trade()).toEqual({ kind: 'trade', symbol: 'SPY', at, happenedAt: at, price: 100, size: null });
    expect(trade({ happenedAt: 5 })).toMatchObject({ at: 5, happenedAt: 5 });
    expect(trade({ at: 7, happenedAt: 5 })).toMatchObject({ at: 7, happenedAt: 5 });
  });
});

describe('quote', () => {
  it('draws the side that is not told from the other', () => {
    expect(quote()).toMatchObject({ kind: 'quote', bid: 99.99, ask: 100.01, bidSize: null, askSize: null });
    expect(quote({ bid: 1 })).toMatchObject({ bid: 1, ask: 1.02 });
    expect(quote({ ask: 1 })).toMatchObject({ bid: 0.98, ask: 1 });
    expect(quote({ bid: 2, ask: 1 })).toMatchObject({ bid: 2, ask: 1 });
  });
});

describe('an instant', () => {
  it.each([
    ['2024-01-02T14:30:00Z', Date.UTC(2024, 0, 2, 14, 30)],
    ['2024-01-02T14:30Z', Date.UTC(2024, 0, 2, 14, 30)],
    ['2024-01-02T09:30:00-05:00', Date.UTC(2024, 0, 2, 14, 30)],
    ['2024-01-02T14:30:00.5Z', Date.UTC(2024, 0, 2, 14, 30, 0, 500)],
    ['2024-01-02T14:30:00.000250Z', Date.UTC(2024, 0, 2, 14, 30) + 0.25],
    [12.5, 12.5],
  ])('may be written as %p', (text, expected) => {
    expect(trade({ at: text }).at).toBe(expected);
  });

  it.each(['2024-01-02', '2024-01-02T14:30:00', '2024-13-02T14:30:00Z', 'noon'])('may not be %p', (text) => {
    expect(() => trade({ at: text })).toThrow(
      `expected ISO time with its zone such as 2024-01-02T14:30:00Z, was '${text}'`,
    );
  });
});
