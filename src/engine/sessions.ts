import type { Instrument } from '../domain/instrument.js';
import { type Calendar, calendarNamed } from '../time/calendar.js';
import { dateText, dayOf } from '../time/civil-date.js';
import { epochToDate, startOfDay } from '../time/zone.js';
import type { ZoneOf } from './zones-of.js';

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

/** Looks the calendars up by the instruments' own names for them; `zoneOf` serves symbols without one. */
export const sessionsOf = (instrument: (symbol: string) => Instrument, zoneOf: ZoneOf): Sessions => {
  const calendar = (symbol: string): Calendar | null => {
    const name = instrument(symbol).calendar;
    return name === null ? null : (calendarNamed(name) ?? null);
  };
  const dayEnd = (at: number, timeZone: string): number =>
    startOfDay(dateText(dayOf(epochToDate(at, timeZone)) + 1), timeZone);
  return {
    calendar,
    isOpen: (symbol, at) => {
      const known = calendar(symbol);
      return known === null || known.isOpen(at) || known.isOpen(at - 1);
    },
    end: (symbol, at) => {
      const known = calendar(symbol);
      if (!known) return dayEnd(at, zoneOf(symbol));
      const session = known.sessionOnOrAfter(epochToDate(at, known.timeZone));
      if (at < session.close) return session.close;
      return known.sessionOnOrAfter(dateText(dayOf(session.date) + 1)).close;
    },
    date: (symbol, at) => {
      const known = symbol === undefined ? null : calendar(symbol);
      return epochToDate(at, known?.timeZone ?? zoneOf(symbol));
    },
  };
};
