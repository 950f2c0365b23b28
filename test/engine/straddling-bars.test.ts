import { describe, expect, it } from '@jest/globals';
import { type Bar, bars, definePipeline, target } from 'millrace';
import { backtestOn, bar } from 'millrace/testing';
import { map, tap } from 'rxjs';
import { z } from 'zod';
import { usShare } from '../../src/domain/instrument.js';

const HOUR_MS = 3_600_000;

/** Hours as vendors stamp them, from 09:30 in New York on: the last reaches from 15:30 to 16:30. */
const hoursOf = (date: string): readonly Bar[] =>
  [10, 11, 12, 13, 14, 15, 16].map((price, index) => {
    const start = Date.parse(`${date}T13:30:00Z`) + index * HOUR_MS;
    const prices = { open: price, high: price, low: price, close: price };
    return bar({ symbol: 'X', every: '1h', start, at: start + HOUR_MS, sessionDate: date, ...prices });
  });

const shareOfNewYork = (symbol: string) => ({
  ...usShare(symbol),
  calendar: 'XNYS',
  timeZone: 'America/New_York',
});

describe('bars of bars of which the last reaches beyond the close', () => {
  it('hold all of them and are heard when the last is known, one a day, time never going back', async () => {
    const heard: Bar[] = [];
    const days = definePipeline({
      name: 'days',
      params: z.strictObject({}),
      feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d' }) }),
      flow: ({ bar$ }) =>
        bar$.pipe(
          tap((one) => heard.push(one)),
          map((_, index) => target({ symbol: 'X', quantity: index + 1, because: 'a day' })),
        ),
    });
    const { entries, marks } = await backtestOn({
      pipeline: days,
      params: {},
      events: [...hoursOf('2014-05-05'), ...hoursOf('2014-05-06')],
      instrument: shareOfNewYork,
    });
    expect(heard.map(({ at, sessionDate, open, close }) => [at, sessionDate, open, close])).toEqual([
      [Date.parse('2014-05-05T20:30:00Z'), '2014-05-05', 10, 16],
      [Date.parse('2014-05-06T20:30:00Z'), '2014-05-06', 10, 16],
    ]);
    for (const times of [entries.map(({ at }) => at), marks.map(({ at }) => at)]) {
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });
});
