import { describe, expect, it } from '@jest/globals';
import type { Calendar } from 'millrace';
import { type Marbles, marbles, pipelineContext, quote } from 'millrace/testing';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import { openingRange } from '../../pipelines/opening-range.js';

type Params = z.input<typeof openingRange.params>;

const MINUTE_MS = 60_000;

/** One column is a minute instead of a millisecond; a group stands at the end. */
const minutes = (columns: string): string => columns.match(/\(.*\)|\S/g)?.join(' 59999ms ') ?? '';

/** An exchange that opens for 20 minutes at every half hour. */
const halfHours = (): Calendar => {
  const sessionAt: Calendar['sessionAt'] = (at) => {
    const open = Math.floor(at / (30 * MINUTE_MS)) * 30 * MINUTE_MS;
    const close = open + 20 * MINUTE_MS;
    return at < close ? { date: '1970-01-01', open, close } : undefined;
  };
  return { sessionAt } as Calendar; // nothing else of it is asked
};

/**
 * Mids: the range is 98 to 102 after l and h, u lies above it, d below, m in the middle. Capitals are another
 * symbol.
 */
const mids = { d: 97, l: 98, m: 100, h: 102, u: 103, U: 50, L: 40, H: 45 };

interface World {
  readonly calendar?: () => Calendar | null;
  readonly params?: Partial<Params>;
}

const intents = (m: Marbles, quotes: string, { calendar = halfHours, params = {} }: World = {}) => {
  const quote$ = m
    .cold(minutes(quotes), mids)
    .pipe(
      map((mid) =>
        quote({ symbol: mid <= 50 ? 'AAPL' : 'SPY', bid: mid - 1, ask: mid + 1, at: m.clock.now() }),
      ),
    );
  const context = pipelineContext(openingRange, {
    params: { symbols: ['SPY', 'AAPL'], openMinutes: 3, flatBeforeCloseMinutes: 4, ...params },
    clock: m.clock,
    calendar,
  });
  return openingRange.flow({ quote$ }, context);
};

/** What is wished, the reason aside. */
const wishes = (...of: Parameters<typeof intents>): Observable<unknown> =>
  intents(...of).pipe(
    map((intent) =>
      intent.kind === 'target' ? [intent.symbol, intent.weight ?? intent.quantity] : intent.kind,
    ),
  );

const long = ['SPY', 0.95];
const short = ['SPY', -0.95];
const flat = ['SPY', 0];

describe('openingRange', () => {
  it(
    'goes long above the high of the opening and flat before the close',
    marbles((m) => {
      const quotes = '  h-l-m-u-u-----------';
      const expected = '------y---------n';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: long, n: flat });
    }),
  );

  it(
    'goes short below the low of the opening',
    marbles((m) => {
      const quotes = '  h-l-m-d-d-----------';
      const expected = '------y---------n';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: short, n: flat });
    }),
  );

  it(
    'gets out when the other side breaks too, and stays out',
    marbles((m) => {
      const quotes = '  h-l-u-d-u-d---------';
      const expected = '----y-n';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: long, n: flat });
    }),
  );

  it(
    'takes what is quoted during the opening for its range, and nothing later',
    marbles((m) => {
      const quotes = '  m-u-u-h-d-----------';
      const expected = '--------y-------n';
      // The first u is part of the opening, so the second one breaks nothing; m is the low.
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: short, n: flat });
    }),
  );

  it(
    'trades from the minute on in which the opening is over',
    marbles((m) => {
      const quotes = '  h-lu----------------';
      const expected = '---y------------n';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: long, n: flat });
    }),
  );

  it(
    'begins every session anew',
    marbles((m) => {
      const quotes = '  l-h-u---------------u---------l-h-d-----';
      const expected = '----y-----------n-----------------z-----------n';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected), { y: long, n: flat, z: short });
    }),
  );

  it(
    'does not enter in the last minutes',
    marbles((m) => {
      const quotes = '  h-l-------------u---';
      const expected = '--------------------';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected));
    }),
  );

  it(
    'leaves a session alone whose opening it has not seen',
    marbles((m) => {
      const quotes = '  -----m-u-d-----------';
      const expected = '--------------------';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected));
    }),
  );

  it(
    'hears nothing outside the session',
    marbles((m) => {
      const quotes = '  l-h------------------u-d----l-h-m---';
      const expected = '--------------------';
      m.expectObservable(wishes(m, quotes)).toBe(minutes(expected));
    }),
  );

  it(
    'takes a day of UTC for the session where there is no calendar',
    marbles((m) => {
      const quotes = '  h-l-m-u-u-----------';
      const expected = '------y---------n';
      const params = { flatBeforeCloseMinutes: 24 * 60 - 16 };
      const wish$ = wishes(m, quotes, { calendar: () => null, params });
      m.expectObservable(wish$).toBe(minutes(expected), { y: long, n: flat });
    }),
  );

  it(
    'keeps the ranges of each symbol apart',
    marbles((m) => {
      const quotes = '  lLhH-uU-------------';
      const expected = '-----yz---------(no)';
      const wish$ = wishes(m, quotes, { params: { openMinutes: 4 } });
      const values = { y: long, z: ['AAPL', 0.95], n: flat, o: ['AAPL', 0] };
      m.expectObservable(wish$).toBe(minutes(expected), values);
    }),
  );

  it(
    'wishes units where the size is told in units',
    marbles((m) => {
      const quotes = '  h-l-d---------------';
      const expected = '----y-----------n';
      const wish$ = wishes(m, quotes, { params: { size: { quantity: 7 } } });
      m.expectObservable(wish$).toBe(minutes(expected), { y: ['SPY', -7], n: ['SPY', 0] });
    }),
  );

  it(
    'gives the prices it compared as its reason',
    marbles((m) => {
      const quotes = '  h-l-u-d-------------';
      const expected = '----y-n';
      const reason$ = intents(m, quotes).pipe(map((intent) => intent.because));
      m.expectObservable(reason$).toBe(minutes(expected), {
        y: 'mid 103.0000 is above 102.0000, the high of the opening range',
        n: 'mid 97.00000 is below 98.00000, the low of the opening range',
      });
    }),
  );

  it(
    'gives the hour as its reason to be flat',
    marbles((m) => {
      const quotes = '  h-l-u---------------';
      const expected = '----y-----------n';
      const reason$ = intents(m, quotes).pipe(map((intent) => intent.because));
      m.expectObservable(reason$).toBe(minutes(expected), {
        y: 'mid 103.0000 is above 102.0000, the high of the opening range',
        n: '4 minutes before the close',
      });
    }),
  );

  it('listens to quotes alone', () => {
    const params = openingRange.params.parse({ symbols: ['SPY'] });
    expect(params).toEqual({
      symbols: ['SPY'],
      openMinutes: 30,
      flatBeforeCloseMinutes: 5,
      size: { weight: 0.95 },
    });
    expect(openingRange.feeds(params)).toEqual({ quote$: { feed: 'quotes', symbols: ['SPY'] } });
  });
});
