import { describe, expect, it } from '@jest/globals';
import { closedExchanges } from '../../../../src/cli/live/session/closed-exchanges.js';
import { calendarNamed } from '../../../../src/time/calendar.js';

const calendar = (symbol: string) => (symbol === 'EUR.USD' ? null : (calendarNamed('XNYS') ?? null));
const closedAt = (iso: string) =>
  closedExchanges(['SPY', 'EUR.USD', 'AAPL'], { calendar, at: Date.parse(iso) });

describe('closed exchanges', () => {
  it('are shut at weekends, with their symbols, until the next session opens', () => {
    const until = Date.parse('2026-11-23T14:30:00Z');
    expect(closedAt('2026-11-22T02:00:00Z')).toEqual([{ exchange: 'XNYS', symbols: ['SPY', 'AAPL'], until }]);
  });

  it('are shut in the evening of a session until the next morning, past a holiday', () => {
    // Thanksgiving is a Thursday; the Friday after it ends early, at 13:00 in New York.
    const morning = Date.parse('2026-11-27T14:30:00Z');
    expect(closedAt('2026-11-25T21:00:00Z')).toMatchObject([{ until: morning }]);
    expect(closedAt('2026-11-27T14:29:59Z')).toMatchObject([{ until: morning }]);
    expect(closedAt('2026-11-27T18:00:00Z')).toMatchObject([{ until: Date.parse('2026-11-30T14:30:00Z') }]);
  });

  it('are none within a session, of symbols without a calendar, and before any event', () => {
    expect(closedAt('2026-11-27T14:30:00Z')).toEqual([]);
    expect(closedExchanges(['EUR.USD'], { calendar, at: Date.parse('2026-11-22T02:00:00Z') })).toEqual([]);
    expect(closedExchanges(['SPY'], { calendar, at: Number.NEGATIVE_INFINITY })).toEqual([]);
  });
});
