import { definePipeline, type Quote, quotes, target } from 'millrace';
import { keepSession } from 'millrace/operators/keep-session';
import { perSymbol } from 'millrace/operators/per-symbol';
import { concat, distinctUntilChanged, filter, map, of, pairwise, pipe, scan, switchMap, timer } from 'rxjs';
import { z } from 'zod';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Trades the break of a session's opening range: long above its high or short below its low, whichever comes
 * first; out when the other side breaks too, and flat some minutes before the close in any case.
 *
 * A session is the exchange's, or a day of UTC where the symbol has no calendar. Prices are mids of quotes.
 * Data that begin after a session's opening have no range, so that session is left alone.
 */
export const openingRange = definePipeline({
  name: 'opening-range',
  params: z.strictObject({
    symbols: z.array(z.string()).min(1),
    openMinutes: z.number().positive().default(30),
    flatBeforeCloseMinutes: z.number().positive().default(5),
    size: z
      .union([
        z.strictObject({ weight: z.number().positive() }),
        z.strictObject({ quantity: z.number().positive() }),
      ])
      .default({ weight: 0.95 }),
  }),
  feeds: ({ symbols }) => ({ quote$: quotes({ symbols }) }),
  flow: ({ quote$ }, { params: { openMinutes, flatBeforeCloseMinutes, size }, clock, calendar }) => {
    const wish = (symbol: string, sign: number, because: string) =>
      target({
        symbol,
        ...('weight' in size ? { weight: size.weight * sign } : { quantity: size.quantity * sign }),
        because,
      });
    const dayOf = ({ symbol, happenedAt }: Quote): Day => {
      const { open, close } = calendar(symbol)?.sessionAt(happenedAt) ?? utcDayAt(happenedAt);
      const rangeEnd = open + openMinutes * MINUTE_MS;
      const flatAt = close - flatBeforeCloseMinutes * MINUTE_MS;
      return { ...NO_DAY, symbol, open, rangeEnd, flatAt, close };
    };
    return quote$.pipe(
      perSymbol(
        pipe(
          keepSession({ calendar }),
          scan((day, quote) => dayAfter(quote.happenedAt < day.close ? day : dayOf(quote), quote), NO_DAY),
          distinctUntilChanged(),
          pairwise(),
          filter(([before, now]) => before.open === now.open && before.side !== now.side),
          // The next break takes the timer's place; where none comes it rings before the close.
          switchMap(([, { symbol, side, because, flatAt }]) => {
            const broken$ = of(wish(symbol, SIGN[side], because));
            if (side === 'over') return broken$;
            const flat = wish(symbol, 0, `${flatBeforeCloseMinutes} minutes before the close`);
            return concat(broken$, timer(flatAt - clock.now(), clock).pipe(map(() => flat)));
          }),
        ),
      ),
    );
  },
});

/** What has broken so far: nothing, the high, the low, or both, which ends the session's trading. */
type Side = 'none' | 'long' | 'short' | 'over';

const SIGN = { none: 0, long: 1, short: -1, over: 0 } as const;

/** A session as far as it has come; times are epoch milliseconds. */
interface Day {
  readonly symbol: string;
  readonly open: number;
  readonly rangeEnd: number;
  readonly flatAt: number;
  readonly close: number;
  readonly high: number;
  readonly low: number;
  readonly side: Side;
  readonly because: string;
}

/** Before the first session; every session begins with its empty range. */
const NO_DAY: Day = {
  symbol: '',
  open: -Infinity,
  rangeEnd: -Infinity,
  flatAt: -Infinity,
  close: -Infinity,
  high: -Infinity,
  low: Infinity,
  side: 'none',
  because: '',
};

const utcDayAt = (at: number): Pick<Day, 'open' | 'close'> => {
  const open = Math.floor(at / DAY_MS) * DAY_MS;
  return { open, close: open + DAY_MS };
};

/** The same object where a quote changes nothing, which is most of the time. */
const dayAfter = (day: Day, { at, happenedAt, bid, ask }: Quote): Day => {
  const mid = (bid + ask) / 2;
  if (happenedAt < day.rangeEnd) {
    if (day.low <= mid && mid <= day.high) return day;
    return { ...day, high: Math.max(day.high, mid), low: Math.min(day.low, mid) };
  }
  const isBroken = mid > day.high || mid < day.low;
  const hasRange = day.low <= day.high;
  if (!isBroken || !hasRange || at >= day.flatAt) return day;
  const broken = mid > day.high ? 'long' : 'short';
  if (day.side === 'over' || day.side === broken) return day;
  const { high, low } = day;
  const edge =
    broken === 'long' ? `above ${high.toPrecision(7)}, the high` : `below ${low.toPrecision(7)}, the low`;
  const because = `mid ${mid.toPrecision(7)} is ${edge} of the opening range`;
  return { ...day, side: day.side === 'none' ? broken : 'over', because };
};
