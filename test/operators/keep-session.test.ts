import { describe, expect, it } from '@jest/globals';
import type { Bar, Calendar, Quote, Trade } from 'millrace';
import { bar, marbles, operatorContract, quote, trade } from 'millrace/testing';
import { keepSession } from '../../operators/keep-session.js';
import { calendarNamed } from '../../src/time/calendar.js';
import { streamed } from './streamed.js';

// New York is five hours behind UTC in January: its session is 14:30 to 21:00.
const calendar = (): Calendar | null => calendarNamed('XNYS') ?? null;
const isKept = (event: Bar | Quote | Trade): boolean =>
  streamed(keepSession<Bar | Quote | Trade>({ calendar }), [event]).length === 1;

const before = quote({ happenedAt: '2024-01-02T14:29:59.999Z' });
const open = quote({ happenedAt: '2024-01-02T14:30:00Z' });
const last = quote({ happenedAt: '2024-01-02T20:59:59.999Z', at: '2024-01-02T21:00:00.100Z' });
const close = quote({ happenedAt: '2024-01-02T21:00:00Z' });
const nextOpen = quote({ happenedAt: '2024-01-03T14:30:00Z' });

describe('keepSession', () => {
  it(
    'keeps events from the open on and before the close, by the time of the venue',
    marbles((m) => {
      const quote$ = m.cold('  -a-b-c-d-a-e-|', { a: before, b: open, c: last, d: close, e: nextOpen });
      const listening = '      ^------------!';
      const expected = '       ---b-c-----e-|';
      const kept$ = quote$.pipe(keepSession({ calendar }));
      m.expectObservable(kept$).toBe(expected, { b: open, c: last, e: nextOpen });
      m.expectSubscriptions(quote$.subscriptions).toBe(listening);
    }),
  );

  it.each([
    { kept: true, what: 'the first minute', start: '2024-01-02T14:30:00Z', at: '2024-01-02T14:31:00Z' },
    { kept: true, what: 'the last minute', start: '2024-01-02T20:59:00Z', at: '2024-01-02T21:00:00Z' },
    { kept: true, what: 'the day', start: '2024-01-02T14:30:00Z', at: '2024-01-02T21:00:00Z' },
    { kept: true, what: 'two days', start: '2024-01-02T14:30:00Z', at: '2024-01-03T21:00:00Z' },
    { kept: true, what: 'the rest of a half day', start: '2024-07-03T16:59:00Z', at: '2024-07-03T17:00:00Z' },
    {
      kept: false,
      what: 'a minute before the open',
      start: '2024-01-02T14:29:00Z',
      at: '2024-01-02T14:30:00Z',
    },
    {
      kept: false,
      what: 'a minute over the open',
      start: '2024-01-02T14:29:30Z',
      at: '2024-01-02T14:30:30Z',
    },
    {
      kept: false,
      what: 'a minute over the close',
      start: '2024-01-02T20:59:30Z',
      at: '2024-01-02T21:00:30Z',
    },
    {
      kept: false,
      what: 'a minute after the close',
      start: '2024-01-02T21:00:00Z',
      at: '2024-01-02T21:01:00Z',
    },
    {
      kept: false,
      what: 'an afternoon and a day',
      start: '2024-01-02T18:00:00Z',
      at: '2024-01-03T21:00:00Z',
    },
    { kept: false, what: 'a whole night', start: '2024-01-02T20:30:00Z', at: '2024-01-03T15:00:00Z' },
    {
      kept: false,
      what: 'an evening after a half day',
      start: '2024-07-03T17:00:00Z',
      at: '2024-07-03T17:01:00Z',
    },
    { kept: false, what: 'a holiday', start: '2024-12-25T15:00:00Z', at: '2024-12-25T15:01:00Z' },
    { kept: false, what: 'a day of UTC', start: '2024-01-02T00:00:00Z', at: '2024-01-03T00:00:00Z' },
  ])('keeps a bar of $what: $kept', ({ kept, start, at }) => {
    expect(isKept(bar({ start, at, every: '1m' }))).toBe(kept);
    // Asked again after a bar of the session, it answers the same.
    const first = bar({ start: '2024-01-02T14:30:00Z', at: '2024-01-02T14:31:00Z' });
    const again = streamed(keepSession({ calendar }), [first, bar({ start, at })]);
    expect(again).toHaveLength(kept ? 2 : 1);
  });

  it(
    'asks the calendar of each symbol, and keeps everything where there is none',
    marbles((m) => {
      const coin = trade({ symbol: 'BTC', at: '2024-01-06T03:00:00Z' });
      const trade$ = m.cold('  -a-b-|', { a: coin, b: trade({ at: '2024-01-06T03:00:00Z' }) });
      const expected = '       -a---|';
      const kept$ = trade$.pipe(
        keepSession({ calendar: (symbol) => (symbol === 'BTC' ? null : calendar()) }),
      );
      m.expectObservable(kept$).toBe(expected, { a: coin });
    }),
  );

  it(
    'sends a failing calendar down the stream',
    marbles((m) => {
      const broken = new RangeError('a year that nobody knows');
      const failing = (): Calendar => {
        throw broken;
      };
      const kept$ = m.cold('-a-|', { a: open }).pipe(keepSession({ calendar: failing }));
      m.expectObservable(kept$).toBe('-#', {}, broken);
    }),
  );

  it(
    'lets go of its source when nobody listens any more',
    marbles((m) => {
      const quote$ = m.cold('  -a-b-a-|', { a: open, b: before });
      const listening = '      ^---!';
      const expected = '       -a---';
      m.expectObservable(quote$.pipe(keepSession({ calendar })), listening).toBe(expected, { a: open });
      m.expectSubscriptions(quote$.subscriptions).toBe(listening);
    }),
  );
});

operatorContract('keepSession', () => keepSession({ calendar }), [before, open, last, close, nextOpen]);
