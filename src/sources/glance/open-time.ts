import type { Calendar, Session } from '../../time/calendar.js';
import { dateText, dayOf } from '../../time/civil-date.js';
import { epochToDate } from '../../time/zone.js';

/** Tells how much of a span of time an exchange was open, quickly where spans follow one another. */
export class OpenTime {
  readonly #calendar: Calendar;
  /** The session that is open or comes next, and when the one before it closed. */
  #next: Session | undefined;
  #closedFrom = Number.POSITIVE_INFINITY;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** Milliseconds of sessions in a span; all of it in years that the calendar does not know. */
  between(from: number, to: number): number {
    if (this.#next !== undefined && from >= this.#closedFrom && to <= this.#next.close) {
      return Math.max(0, to - Math.max(from, this.#next.open));
    }
    try {
      return this.#counted(from, to);
    } catch (cause) {
      if (cause instanceof RangeError) return to - from;
      throw cause;
    }
  }

  #counted(from: number, to: number): number {
    const { timeZone } = this.#calendar;
    const lastDate = epochToDate(to, timeZone);
    let open = 0;
    for (const session of this.#calendar.sessions(epochToDate(from, timeZone), lastDate)) {
      open += Math.max(0, Math.min(to, session.close) - Math.max(from, session.open));
    }
    const today = this.#calendar.sessionOn(lastDate);
    const isOver = today === undefined || to >= today.close;
    this.#next = isOver ? this.#calendar.sessionOnOrAfter(dateText(dayOf(lastDate) + 1)) : today;
    this.#closedFrom = Math.min(to, this.#next.open);
    return open;
  }
}
