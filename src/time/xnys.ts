import { dateText, dayNumber, weekday } from './civil-date.js';
import type { ExchangeRules, TradingDay } from './exchange-rules.js';
import { xnysClosures, xnysEarlyCloses } from './xnys-closures.js';

interface YearlyRule {
  /** The first year in which it applies. */
  readonly since: number;
  readonly on: (year: number) => number;
}

const FIRST_YEAR = 1990;
const [SUNDAY, MONDAY, THURSDAY, SATURDAY] = [0, 1, 4, 6] as const;
const OPEN_MINUTE = 9.5 * 60;
const CLOSE_MINUTE = 16 * 60;

/** The nth such weekday of a month, counted from 1. */
const nth = (count: number, day: number, [year, month]: readonly [number, number]): number => {
  const first = dayNumber(year, month, 1);
  return first + ((day - weekday(first) + 7) % 7) + (count - 1) * 7;
};

/** Sunday's holiday is kept on Monday. */
const sundayMoved = (day: number): number => (weekday(day) === SUNDAY ? day + 1 : day);

/** Saturday's holiday is kept on Friday, Sunday's on Monday. */
const weekendMoved = (day: number): number => (weekday(day) === SATURDAY ? day - 1 : sundayMoved(day));

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876). */
const easter = (year: number): number => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const leap = 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - (yearOfCentury % 4);
  const toSunday = (32 + leap - epact) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const march = epact + toSunday - 7 * late + 22;
  return dayNumber(year, 3, 1) + march - 1;
};

const thanksgiving = (year: number): number => nth(4, THURSDAY, [year, 11]);

const HOLIDAYS: readonly YearlyRule[] = [
  // A New Year on a Saturday is not kept on Friday: the last day of a year trades.
  { since: FIRST_YEAR, on: (year) => sundayMoved(dayNumber(year, 1, 1)) },
  { since: 1998, on: (year) => nth(3, MONDAY, [year, 1]) }, // Martin Luther King
  { since: FIRST_YEAR, on: (year) => nth(3, MONDAY, [year, 2]) }, // Washington's birthday
  { since: FIRST_YEAR, on: (year) => easter(year) - 2 }, // Good Friday
  { since: FIRST_YEAR, on: (year) => nth(1, MONDAY, [year, 6]) - 7 }, // Memorial day
  { since: 2022, on: (year) => weekendMoved(dayNumber(year, 6, 19)) }, // Juneteenth
  { since: FIRST_YEAR, on: (year) => weekendMoved(dayNumber(year, 7, 4)) }, // Independence day
  { since: FIRST_YEAR, on: (year) => nth(1, MONDAY, [year, 9]) }, // Labor day
  { since: FIRST_YEAR, on: thanksgiving },
  { since: FIRST_YEAR, on: (year) => weekendMoved(dayNumber(year, 12, 25)) }, // Christmas
];

/** The day beside Independence day; up to 2012 it was the bridge day if the fourth was a Thursday. */
const besideIndependence = (year: number): number => {
  const fourth = dayNumber(year, 7, 4);
  return weekday(fourth) === THURSDAY && year < 2013 ? fourth + 1 : fourth - 1;
};

/** On a weekend or holiday these say nothing: closed is closed. */
const EARLY_CLOSES: readonly YearlyRule[] = [
  { since: FIRST_YEAR, on: (year) => dayNumber(year, 12, 24) },
  { since: 1992, on: (year) => thanksgiving(year) + 1 },
  { since: 1995, on: besideIndependence },
];

/** Early closes came at 14:00 up to 1992. */
const earlyCloseMinute = (year: number): number => (year < 1993 ? 14 : 13) * 60;

const daysBy = (rules: readonly YearlyRule[], year: number): ReadonlySet<number> =>
  new Set(rules.filter(({ since }) => year >= since).map(({ on }) => on(year)));

const tradingDays = (year: number): readonly TradingDay[] => {
  const holidays = daysBy(HOLIDAYS, year);
  const early = daysBy(EARLY_CLOSES, year);
  const days: TradingDay[] = [];
  for (let day = dayNumber(year, 1, 1); day < dayNumber(year + 1, 1, 1); day += 1) {
    const date = dateText(day);
    const isWeekend = weekday(day) === SATURDAY || weekday(day) === SUNDAY;
    if (isWeekend || holidays.has(day) || xnysClosures.has(date)) {
      continue;
    }
    const isEarly = early.has(day) || xnysEarlyCloses.has(date);
    days.push({ day, openMinute: OPEN_MINUTE, closeMinute: isEarly ? earlyCloseMinute(year) : CLOSE_MINUTE });
  }
  return days;
};

/**
 * The New York Stock Exchange, whose hours all US shares keep: 09:30 to 16:00 in New York.
 *
 * Rules with the year each began, and beside them the closures that no rule could have said. What was decided
 * during a day (a trading halt, an opening late by an hour) is not here: nobody knew it before. The rules of
 * today are carried on to 2199.
 */
export const xnys: ExchangeRules = {
  name: 'XNYS',
  timeZone: 'America/New_York',
  firstYear: FIRST_YEAR,
  lastYear: 2199,
  tradingDays,
};
