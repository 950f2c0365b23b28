import { dateText, dayOf, parseDate } from './civil-date.js';
import type { ExchangeRules } from './exchange-rules.js';
import { xnys } from './xnys.js';
import { epochToDate, wallToEpoch } from './zone.js';

/** One trading session of an exchange. */
export interface Session {
  /** The session's name: its date `YYYY-MM-DD` where the exchange is. */
  readonly date: string;
  /** Epoch milliseconds. */
  readonly open: number;
  /** Epoch milliseconds, early closes included. */
  readonly close: number;
}

/** When an exchange trades. A date or an instant outside the years it knows throws a RangeError. */
export interface Calendar {
  readonly name: string;
  readonly timeZone: string;
  /** The session of a date `YYYY-MM-DD`, if there is one. */
  sessionOn(date: string): Session | undefined;
  /** The session with open <= at < close. */
  sessionAt(at: number): Session | undefined;
  sessionOnOrAfter(date: string): Session;
  sessionOnOrBefore(date: string): Session;
  isOpen(at: number): boolean;
  /** The sessions between two dates, both included; none if `from` is after `to`. */
  sessions(from: string, to: string): readonly Session[];
}

/** The sessions by date; each year is computed when it is first asked about. */
const lazySessions = (rules: ExchangeRules): Calendar['sessionOn'] => {
  const known = new Map<string, Session>();
  const yearsKnown = new Set<number>();
  return (date) => {
    const session = known.get(date);
    if (session !== undefined) {
      return session;
    }
    const { year } = parseDate(date);
    if (yearsKnown.has(year)) {
      return undefined;
    }
    if (year < rules.firstYear || year > rules.lastYear) {
      const reach = `${rules.name} knows its sessions from ${rules.firstYear} to ${rules.lastYear}`;
      throw new RangeError(`calendar ${reach} and was asked about ${date}`);
    }
    for (const found of sessionsOf(rules, year)) {
      known.set(found.date, found);
    }
    yearsKnown.add(year);
    return known.get(date);
  };
};

const sessionsOf = ({ timeZone, tradingDays }: ExchangeRules, year: number): readonly Session[] =>
  tradingDays(year).map(({ day, openMinute, closeMinute }) => {
    const date = dateText(day);
    const { month, day: dayOfMonth } = parseDate(date);
    const instant = (minutes: number): number => {
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
      return wallToEpoch({ year, month, day: dayOfMonth, hour, minute }, timeZone);
    };
    // One object serves all who ask, so none of them may change it.
    return Object.freeze({ date, open: instant(openMinute), close: instant(closeMinute) });
  });

const calendarBy = (rules: ExchangeRules): Calendar => {
  const { name, timeZone } = rules;
  const sessionOn = lazySessions(rules);

  // Quote after quote falls into the same session: to compare its bounds is ten times faster than a look-up.
  let latest: Session | undefined;
  const sessionAt = (at: number): Session | undefined => {
    if (latest === undefined || !(latest.open <= at && at < latest.close)) {
      const session = sessionOn(epochToDate(at, timeZone));
      if (session === undefined || !(session.open <= at && at < session.close)) {
        return undefined;
      }
      latest = session;
    }
    return latest;
  };

  // No exchange stays closed for long, and beyond the years of its rules the walk throws.
  const walk = (date: string, step: 1 | -1): Session => {
    for (let day = dayOf(date); ; day += step) {
      const session = sessionOn(dateText(day));
      if (session !== undefined) {
        return session;
      }
    }
  };

  const sessions = (from: string, to: string): readonly Session[] => {
    const last = dayOf(to);
    const found: Session[] = [];
    for (let day = dayOf(from); day <= last; day += 1) {
      const session = sessionOn(dateText(day));
      if (session !== undefined) {
        found.push(session);
      }
    }
    return found;
  };

  return {
    name,
    timeZone,
    sessionOn,
    sessionAt,
    sessionOnOrAfter: (date) => walk(date, 1),
    sessionOnOrBefore: (date) => walk(date, -1),
    isOpen: (at) => sessionAt(at) !== undefined,
    sessions,
  };
};

const calendars: ReadonlyMap<string, Calendar> = new Map(
  [xnys].map((rules) => [rules.name, calendarBy(rules)]),
);

/** The names that `calendarNamed` knows, for messages. */
export const calendarNames: readonly string[] = [...calendars.keys()];

/** The calendar of an exchange by its market identifier code (ISO 10383), such as `XNYS`. */
export const calendarNamed = (name: string): Calendar | undefined => calendars.get(name);
