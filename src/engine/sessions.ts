import type { Instrument } from '../domain/instrument.js';
import { type Calendar, calendarNamed } from '../time/calendar.js';
import { dateText, dayOf } from '../time/civil-date.js';
import { epochToDate, startOfDay } from '../time/zone.js';

/** The hours of every symbol: its exchange's where a calendar is known, else calendar days of the zone. */
export interface Sessions {
  readonly calendar: (symbol: string) => Calendar | null;
  /** Whether orders may be sent; the instant of the close is still in. */
  readonly isOpen: (symbol: string, at: number) => boolean;
  /** The last instant of the session that an instant lies in, or of the next one. */
  readonly end: (symbol: string, at: number) => number;
  /** The trading day an instant belongs to. */
  readonly date: (symbol: string | undefined, at: number) => string;
}

/** Looks the calendars up by the instruments' own names for them. */
export const sessionsOf = (instrument: (symbol: string) => Instrument, timeZone: string): Sessions => {
  const calendar = (symbol: string): Calendar | null => {
    const name = instrument(symbol).calendar;
    return name === null ? null : (calendarNamed(name) ?? null);
  };
  const dayEnd = (at: number): number => startOfDay(dateText(dayOf(epochToDate(at, timeZone)) + 1), timeZone);
  return {
    calendar,
    isOpen: (symbol, at) => {
      const known = calendar(symbol);
      return known === null || known.isOpen(at) || known.isOpen(at - 1);
    },
    end: (symbol, at) => {
      const known = calendar(symbol);
      if (!known) return dayEnd(at);
      const session = known.sessionOnOrAfter(epochToDate(at, known.timeZone));
      if (at < session.close) return session.close;
      return known.sessionOnOrAfter(dateText(dayOf(session.date) + 1)).close;
    },
    date: (symbol, at) => {
      const known = symbol === undefined ? null : calendar(symbol);
      return epochToDate(at, known?.timeZone ?? timeZone);
    },
  };
};
