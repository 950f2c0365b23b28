import { everyMs, parseEvery } from '../../domain/every.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { BarsSpec } from '../../pipeline/feeds.js';
import type { Series } from '../../sources/source.js';
import type { Calendar } from '../../time/calendar.js';
import { dateText, dayOf } from '../../time/civil-date.js';
import { epochToDate } from '../../time/zone.js';
import { bucketsOf } from '../bars/bucket.js';
import type { SeriesPlan } from '../bars/series-plan.js';
import type { ZoneOf } from '../zones-of.js';

/** What is known of the data when bars are planned. */
export interface BarsWorld {
  readonly series: readonly Series[];
  readonly calendar: (symbol: string) => Calendar | null;
  readonly zoneOf: ZoneOf;
  /** How long a bar waits after its end for parts that are on their way. */
  readonly graceMs: number;
}

/** How one symbol's bars are served: rows of the source as they are, or a series that is made here. */
export type BarsService = { readonly series: string; readonly make: SeriesPlan | null };

/**
 * Finds the shortest way to bars: the source's own if it has them, else the longest smaller bars
 * that fit into them, else trades, else quotes. A side of the market (`bid`, `ask`, `mid`) needs
 * quotes.
 */
export const planBars = (spec: BarsSpec, symbol: string, world: BarsWorld): BarsService | undefined => {
  checkEvery(spec.every);
  checkOffset(spec);
  const own = world.series.filter((series) => series.symbol === symbol);
  const isPlain = spec.price === null || spec.price === 'trade';
  const isAligned = spec.align === null || spec.align === (world.calendar(symbol) ? 'session' : 'utc');
  const isDefault = isPlain && isAligned && spec.closed === 'left' && spec.empty === 'none';
  const native = own.some((series) => series.kind === 'bar' && series.every === spec.every);
  if (native && isDefault) return { series: `bar:${spec.every}`, make: null };
  const from = madeOf(spec, own);
  if (!from) return undefined;
  const series = isDefault ? `bar:${spec.every}` : `bar:${spec.every}|${shapeText(spec)}`;
  return { series, make: planOf({ spec, symbol, series, from }, world) };
};

const planOf = (
  wanted: { spec: BarsSpec; symbol: string; series: string; from: SeriesPlan['from'] },
  world: BarsWorld,
): SeriesPlan => {
  const { spec, symbol, series, from } = wanted;
  const calendar = world.calendar(symbol);
  const timeZone = world.zoneOf(symbol);
  const dateZone = calendar?.timeZone ?? timeZone;
  const isBySession = calendar !== null && (spec.align === null || spec.align === 'session');
  return {
    series,
    symbol,
    every: spec.every,
    everyMs: everyMs(spec.every),
    buckets: bucketsOf({ every: spec.every, align: spec.align, calendar, timeZone, dateZone }),
    from,
    price: spec.price ?? (from === 'quotes' ? 'mid' : 'trade'),
    closed: spec.closed,
    empty: spec.empty,
    dateZone,
    graceMs: world.graceMs,
    reopens: isBySession ? (at) => reopening(calendar, at) : null,
  };
};

/** The first session's open at or after an instant. */
const reopening = (calendar: Calendar, at: number): number => {
  const { open, date } = calendar.sessionOnOrAfter(epochToDate(at, calendar.timeZone));
  return open >= at ? open : calendar.sessionOnOrAfter(dateText(dayOf(date) + 1)).open;
};

const madeOf = (spec: BarsSpec, own: readonly Series[]): SeriesPlan['from'] | undefined => {
  const smaller = own
    .flatMap((series) => (series.kind === 'bar' && series.every ? [series.every] : []))
    .filter((every) => fitsInto(every, spec.every))
    .sort((a, b) => everyMs(b) - everyMs(a))[0];
  const hasTrades = own.some((series) => series.kind === 'trade');
  const hasQuotes = own.some((series) => series.kind === 'quote');
  const wantsSide = spec.price === 'bid' || spec.price === 'ask' || spec.price === 'mid';
  if (wantsSide && hasQuotes) return 'quotes';
  if (wantsSide) return undefined;
  if (smaller) return { every: smaller };
  if (hasTrades) return 'trades';
  return hasQuotes && spec.price === null ? 'quotes' : undefined;
};

/**
 * Whether bars of one length can be put together to another: parts of a day that divide it, days into longer.
 */
const fitsInto = (part: string, whole: string): boolean => {
  const [partMs, wholeMs] = [everyMs(part), everyMs(whole)];
  if (partMs >= wholeMs) return false;
  const unit = parseEvery(whole)?.unit;
  if (unit === 'w' || unit === 'mo') return partMs <= 86_400_000;
  return wholeMs % partMs === 0;
};

const shapeText = ({ align, closed, price, empty }: BarsSpec): string =>
  [typeof align === 'object' ? (align?.offset ?? 'auto') : align, closed, price ?? 'auto', empty].join(',');

const checkOffset = ({ every, align }: BarsSpec): void => {
  if (typeof align !== 'object' || align === null) return;
  const unit = parseEvery(align.offset)?.unit;
  const moves = parseEvery(every)?.unit;
  if (unit && unit !== 'mo' && moves !== 'w' && moves !== 'mo') return;
  throw new MillraceError('PARAM_INVALID', {
    path: 'align.offset',
    reason: `expected a length such as 30m or 5h for bars up to days, was '${align.offset}' for ${every}`,
  });
};

const checkEvery = (every: string): void => {
  if (parseEvery(every)) return;
  throw new MillraceError('PARAM_INVALID', {
    path: 'every',
    reason: `expected a length such as 1s 5m 1h 1d 1w 1mo, was '${every}'`,
  });
};
