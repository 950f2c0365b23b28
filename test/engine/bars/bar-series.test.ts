import { describe, expect, it } from '@jest/globals';
import type { MarketEvent } from 'millrace';
import { action, bar, trade } from 'millrace/testing';
import { BarSeries } from '../../../src/engine/bars/bar-series.js';
import { bucketsOf } from '../../../src/engine/bars/bucket.js';
import type { SeriesPlan } from '../../../src/engine/bars/series-plan.js';
import { minute } from '../minute-bars.js';

const hours = (from: SeriesPlan['from']): BarSeries =>
  new BarSeries({
    series: 'bar:1h',
    symbol: 'X',
    every: '1h',
    everyMs: 3_600_000,
    buckets: bucketsOf({ every: '1h', align: null, calendar: null, timeZone: 'UTC', dateZone: 'UTC' }),
    from,
    price: 'trade',
    closed: 'left',
    empty: 'none',
    dateZone: 'UTC',
    graceMs: 0,
    reopens: null,
  });

const tick = (n: number) => trade({ symbol: 'X', at: minute(n) });
const late = (n: number) => trade({ symbol: 'X', at: minute(200), happenedAt: minute(n) });
const fiveMinutes = (n: number) => bar({ symbol: 'X', every: '5m', start: minute(n), close: 1 });

/** Adds rows, each bucket closed when it is over, and gives the starts of the bars. */
const fed = (series: BarSeries, events: readonly MarketEvent[]): readonly (number | undefined)[] => {
  const starts: (number | undefined)[] = [];
  for (const event of events) {
    if (series.end <= event.at) starts.push(series.close()?.start);
    series.add(event);
  }
  return starts;
};

describe('a series of bars', () => {
  it('leaves out a tick whose bar has been heard', () => {
    const series = hours('trades');
    expect(fed(series, [tick(1), tick(61)])).toEqual([minute(0)]);
    expect(series.add(late(2))).toBe(false);
    expect(series.close()?.start).toBe(minute(60));
    expect([late(2), late(62)].map((one) => series.add(one))).toEqual([false, false]);
  });

  it('takes a row for our own mistake that lies after the bar that is open', () => {
    const series = hours('trades');
    fed(series, [tick(61)]);
    expect(series.add(late(2))).toBe(false);
    expect(() => series.add(tick(121))).toThrow('bar:1h of X was told of');
    expect(series.close()).toMatchObject({ start: minute(60), at: minute(120) });
  });

  it('takes a part for our own mistake that comes again', () => {
    const series = hours({ every: '5m' });
    expect(fed(series, [fiveMinutes(55), fiveMinutes(60)])).toEqual([minute(0)]);
    expect(() => series.add(fiveMinutes(55))).toThrow('bar:1h of X was told of');
  });
});

describe('a bar with a split inside it', () => {
  const split = action({ symbol: 'X', at: minute(30), value: 2 });
  const dividend = action({ symbol: 'X', at: minute(30), action: 'dividend', value: 3 });

  it('is in the units after it, all that it is made of', () => {
    const series = hours('trades');
    fed(series, [
      trade({ symbol: 'X', at: minute(1), price: 100, size: 10 }),
      trade({ symbol: 'X', at: minute(2), price: 104, size: 10 }),
      split,
      trade({ symbol: 'X', at: minute(31), price: 51, size: 20 }),
    ]);
    expect(series.close()).toMatchObject({ open: 50, high: 52, low: 50, close: 51, volume: 60 });
  });

  it('is so with its sides where it is made of bars, and a dividend leaves it raw', () => {
    const series = hours({ every: '5m' });
    const part = (n: number, close: number) => bar({ symbol: 'X', every: '5m', start: minute(n), close });
    const sides = { open: 100, high: 100, low: 100, close: 100 };
    fed(series, [{ ...part(0, 100), bid: sides, ask: sides }, dividend, split]);
    expect(series.close()).toMatchObject({ close: 50, bid: { high: 50, low: 50 }, ask: { open: 50 } });
  });
});
