import { describe, expect, it } from '@jest/globals';
import { type Bar, bars, definePipeline, target } from 'millrace';
import { backtestOn, bar } from 'millrace/testing';
import { ignoreElements, map, tap } from 'rxjs';
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

/** Hours as clocks strike them: 13:00 to 14:00 in UTC holds the open of New York's summer. */
const clockHours = (date: string, first: number, last: number): readonly Bar[] =>
  Array.from({ length: last - first + 1 }, (_, index) => {
    const start = Date.parse(`${date}T00:00:00Z`) + (first + index) * HOUR_MS;
    return bar({
      symbol: 'X',
      every: '1h',
      start,
      at: start + HOUR_MS,
      sessionDate: date,
      close: 10 + index,
    });
  });

/** The starts of the bars that a pipeline hears. */
const startsOf = async (shape: Partial<Parameters<typeof bars>[0]>, events: readonly Bar[]) => {
  const starts: string[] = [];
  const ear = definePipeline({
    name: 'ear',
    params: z.strictObject({}),
    feeds: () => ({ bar$: bars({ symbols: ['X'], every: '1d', ...shape }) }),
    flow: ({ bar$ }) =>
      bar$.pipe(
        tap(({ start }) => starts.push(new Date(start).toISOString())),
        ignoreElements(),
      ),
  });
  await backtestOn({ pipeline: ear, params: {}, events, instrument: shareOfNewYork });
  return starts;
};

describe('bars of bars of which one begins before the open and ends after it', () => {
  it.each(['2h', '1d', '1w'])('are refused: nobody could take it apart (%s)', async (every) => {
    await expect(startsOf({ every }, clockHours('2014-05-05', 8, 21))).rejects.toMatchObject({
      code: 'BARS_STRADDLE',
      facts: {
        symbol: 'X',
        every: '1h',
        start: '2014-05-05T13:00:00.000Z',
        open: '2014-05-05T13:30:00.000Z',
      },
    });
  });

  it('are refused too where the bar reaches over the whole session', async () => {
    const start = Date.parse('2014-05-05T00:00:00Z');
    const whole = bar({ symbol: 'X', every: '24h', start, at: start + 24 * HOUR_MS, close: 10 });
    await expect(startsOf({ every: '1w' }, [whole])).rejects.toMatchObject({ code: 'BARS_STRADDLE' });
  });

  it('are cut by UTC where that is asked for', async () => {
    const hours = clockHours('2014-05-05', 8, 21);
    expect(await startsOf({ every: '2h', align: 'utc' }, hours)).toHaveLength(7);
  });

  it('leave out what lies before and after the session as a whole', async () => {
    const early = clockHours('2014-05-05', 8, 12);
    const late = clockHours('2014-05-05', 21, 23);
    expect(await startsOf({}, [...early, ...hoursOf('2014-05-05'), ...late])).toEqual([
      '2014-05-05T13:30:00.000Z',
    ]);
  });
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
