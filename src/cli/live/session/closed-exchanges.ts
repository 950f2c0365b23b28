import type { ClosedExchange } from '../../../control/live-view.js';
import type { Calendar } from '../../../time/calendar.js';
import { dateText, dayOf } from '../../../time/civil-date.js';
import { epochToDate } from '../../../time/zone.js';

/** The exchanges of some symbols that are closed at an instant: bars of their sessions wait for them. */
export const closedExchanges = (
  symbols: readonly string[],
  { calendar, at }: { readonly calendar: (symbol: string) => Calendar | null; readonly at: number },
): readonly ClosedExchange[] => {
  // Before the first event there is no time that an exchange could be closed at.
  if (!Number.isFinite(at)) return [];
  const closed = new Map<Calendar, string[]>();
  for (const symbol of symbols) {
    const known = calendar(symbol);
    if (known && !known.isOpen(at)) closed.set(known, [...(closed.get(known) ?? []), symbol]);
  }
  return [...closed].map(([known, own]) => ({
    exchange: known.name,
    symbols: own,
    until: opening(known, at),
  }));
};

const opening = (calendar: Calendar, at: number): number => {
  const { open, date } = calendar.sessionOnOrAfter(epochToDate(at, calendar.timeZone));
  return open > at ? open : calendar.sessionOnOrAfter(dateText(dayOf(date) + 1)).open;
};
