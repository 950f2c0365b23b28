import type { Calendar, Session } from 'millrace';
import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs';

/** An event of a symbol: at one instant of the venue, or over a stretch of time as a bar is. */
type Timed = { readonly symbol: string; readonly at: number } & (
  | { readonly start: number }
  | { readonly happenedAt: number }
);

/**
 * Keeps what happened inside the regular session of its symbol's exchange.
 *
 *     09:29   09:30  …  15:59   16:00
 *     --a-------b---------c-------d---|
 *     ----------b---------c-----------|
 *
 * An event counts by the venue's own time `happenedAt`: from the open on and before the close. A bar counts
 * as a whole: it starts and ends inside one session, or is made of whole sessions as a day or a week is. A
 * bar that reaches over the open or the close is not kept.
 *
 * Speaks in the turn of the event. Remembers one session a symbol.
 *
 * @param calendar The exchange calendar of a symbol, from the pipeline's context; null: everything of it is
 *   kept.
 */
export const keepSession =
  <T extends Timed>({
    calendar,
  }: {
    calendar: (symbol: string) => Calendar | null;
  }): MonoTypeOperatorFunction<T> =>
  (source$) =>
    defer(() => {
      // Most events lie in the session of the one before, and finding a session costs more than all the rest.
      const last = new Map<string, Session>();
      return source$.pipe(
        filter((event) => {
          const known = last.get(event.symbol);
          if (known && isInside(event, known)) return true;
          const hours = calendar(event.symbol);
          if (!hours) return true;
          const session = hours.sessionAt(beginOf(event));
          if (!session) return false;
          last.set(event.symbol, session);
          return isInside(event, session) || isWholeSessions(event, session, hours);
        }),
      );
    });

const beginOf = (event: Timed): number => ('start' in event ? event.start : event.happenedAt);

const isInside = (event: Timed, { open, close }: Session): boolean =>
  'start' in event
    ? open <= event.start && event.at <= close
    : open <= event.happenedAt && event.happenedAt < close;

const isWholeSessions = (event: Timed, first: Session, hours: Calendar): boolean =>
  // A close is no part of its session, so the last one is asked for by the instant before.
  'start' in event && event.start === first.open && hours.sessionAt(event.at - 1)?.close === event.at;
