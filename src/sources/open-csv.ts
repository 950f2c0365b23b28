import type { CorporateAction } from '../domain/market-event.js';
import { MillraceError } from '../domain/millrace-error.js';
import type { Calendar } from '../time/calendar.js';
import { calendarNamed, calendarNames } from '../time/calendar.js';
import { actionsIn } from './actions-in.js';
import { csvEvents } from './csv-events.js';
import type { CsvPlan, SymbolPlan } from './csv-plan.js';
import type { CsvSurvey, Jump } from './csv-survey.js';
import { adjustedBy, type FactorTables, factorsOf } from './factors-of.js';
import { fileVersion } from './file-version.js';
import { readRange } from './read-range.js';
import { RowFault } from './row-fault.js';
import { shown } from './shown.js';
import type { Series, Source, SourceWorld } from './source.js';
import type { SourceUri } from './source-uri.js';
import { surveyCsv } from './survey-csv.js';
import { withActions } from './with-actions.js';

const CHUNK_ROWS = 4096;

/** A csv file that was looked through: how its rows are read, and what is known of them. */
export interface PlannedCsv {
  readonly plan: CsvPlan;
  /** Splits and dividends that are told beside its rows, in order of time. */
  readonly actions: readonly CorporateAction[];
  readonly about: Omit<Source, 'rows'>;
}

/** Opens a csv file: its rows stand in order, or reading them says where they do not. */
export const openCsv = async (uri: SourceUri, world: SourceWorld): Promise<Source> => {
  const { plan, actions, about } = await planCsv(uri, world);
  return {
    ...about,
    rows: () => {
      const rows = csvEvents(plan, world.chunkRows ?? CHUNK_ROWS);
      return actions.length === 0 ? rows : withActions(rows, { actions, path: uri.path, to: plan.to });
    },
  };
};

/** Surveys a csv file, decides how its rows are read, and refuses what cannot be decided. */
export const planCsv = async (uri: SourceUri, world: SourceWorld): Promise<PlannedCsv> => {
  const coverage = readRange(uri);
  const version = await fileVersion(uri.path);
  const survey = await surveyCsv(uri);
  const symbols = symbolsOf(survey, uri);
  const every = everyOf(survey, uri);
  const { kind } = survey.columns;
  refuseMisplaced(kind, uri, every);
  refuseUnreadable(symbols, uri);
  const lengthFault = survey.lengthFault(every);
  if (lengthFault !== undefined) throw invalid(uri, lengthFault);
  const factors = await factorsOf(symbols, kind, uri);
  const plans = symbols.map((symbol): [string, SymbolPlan] => [
    symbol,
    {
      sizesKnown: survey.sizesKnown.get(symbol) ?? [],
      calendar: symbol === '' ? undefined : calendarOf(symbol, world),
      factorOn: adjustedBy(factors.get(symbol), uri.adjust),
    },
  ]);
  const plan: CsvPlan = {
    path: uri.path,
    version,
    columns: survey.columns,
    every,
    eventName: uri.events ?? '',
    timeZone: uri.tz,
    stamp: uri.stamp,
    sortsLater: false,
    symbols: new Map(plans),
    from: world.from ?? coverage.from ?? Number.NEGATIVE_INFINITY,
    to: world.to ?? coverage.to ?? Number.POSITIVE_INFINITY,
  };
  const actions = symbols.flatMap((symbol) => actionsOf(symbol, { plan, factors, uri }));
  const about = {
    uri: uri.text,
    series: [
      ...symbols.map((symbol) => seriesOf(symbol, plan)),
      ...(uri.adjust === 'events' ? symbols : []).map((symbol): Series => ({ symbol, kind: 'action' })),
    ],
    tz: uri.tz,
    coverage,
    adjusted: uri.adjust,
    notices: noticesOf(survey.jumps, uri),
  };
  return { plan, actions, about };
};

const invalid = (uri: SourceUri, reason: string): MillraceError =>
  new MillraceError('SOURCE_INVALID', { uri: uri.text, reason });

const symbolsOf = ({ columns, sizesKnown, otherSymbols }: CsvSurvey, uri: SourceUri): readonly string[] => {
  if (columns.symbol !== null) {
    if (sizesKnown.size > 0 || otherSymbols.size === 0) return [...sizesKnown.keys()];
    throw invalid(uri, `no row is of ${uri.symbol ?? ''}; there are ${[...otherSymbols].join(', ')}`);
  }
  if (uri.symbol !== null || columns.kind === 'event') return [uri.symbol ?? ''];
  throw invalid(uri, 'the file has no column symbol; say ?symbol=NAME');
};

const everyOf = ({ columns, isDaily }: CsvSurvey, uri: SourceUri): string => {
  if (columns.kind !== 'bar') return '';
  if (uri.every !== null) return uri.every;
  if (isDaily) return '1d';
  throw invalid(uri, 'nothing says how long its bars are; say ?every=1m or whatever it is');
};

/** A symbol is an identity: two of them may not look alike, and none may speak to a terminal. */
export const refuseUnreadable = (symbols: readonly string[], uri: SourceUri): void => {
  for (const symbol of symbols) {
    const name = `symbol '${shown(symbol)}'`;
    // What is not UTF-8 reads as U+FFFD, one character for all.
    if (/[\p{C}\uFFFD]/u.test(symbol)) throw invalid(uri, `${name} has characters that cannot be shown`);
    if (symbol.trim() !== symbol) throw invalid(uri, `${name} begins or ends with a blank`);
  }
};

/** A key that says nothing about such a file was meant for another one. */
export const refuseMisplaced = (kind: CsvPlan['columns']['kind'], uri: SourceUri, every: string): void => {
  const has = { bar: 'bars', quote: 'quotes', trade: 'trades', event: 'events' }[kind];
  if (kind !== 'bar' && uri.every !== null)
    throw invalid(uri, `every belongs to bars, and the file has ${has}`);
  if (kind !== 'bar' && uri.stamp === 'end')
    throw invalid(uri, `stamp belongs to bars, and the file has ${has}`);
  const isAdjusted = uri.adjust !== null && uri.adjust !== 'none';
  if (isAdjusted && kind === 'event') throw invalid(uri, 'events have no prices to adjust');
  if (isAdjusted && /[wo]$/.test(every)) {
    throw invalid(uri, `bars of ${every} may lie on both sides of a split: adjust shorter ones`);
  }
};

const calendarOf = (symbol: string, world: SourceWorld): Calendar | undefined => {
  const { calendar } = world.instrument(symbol);
  if (calendar === null) return undefined;
  const found = calendarNamed(calendar);
  if (found !== undefined) return found;
  const reason = `no calendar ${calendar}; known: ${calendarNames.join(', ')}`;
  throw new MillraceError('CONFIG_INVALID', { place: `instruments.${symbol}.calendar`, reason });
};

const seriesOf = (symbol: string, { columns, every, eventName }: CsvPlan): Series => {
  if (columns.kind === 'bar') return { symbol, kind: 'bar', every };
  return columns.kind === 'event'
    ? { symbol, kind: 'event', name: eventName }
    : { symbol, kind: columns.kind };
};

const actionsOf = (
  symbol: string,
  { plan, factors, uri }: { plan: CsvPlan; factors: FactorTables; uri: SourceUri },
): readonly CorporateAction[] => {
  if (uri.adjust !== 'events') return [];
  const { timeZone, columns, symbols } = plan;
  const calendar = symbols.get(symbol)?.calendar;
  const touchesMidnight = columns.kind === 'bar' && calendar === undefined;
  try {
    return actionsIn(factors.get(symbol) ?? [], { symbol, timeZone, calendar, touchesMidnight });
  } catch (cause) {
    if (cause instanceof RowFault) throw invalid(uri, cause.message);
    throw cause;
  }
};

const noticesOf = (jumps: readonly Jump[], uri: SourceUri): readonly string[] => {
  if (uri.adjust === 'split' || uri.adjust === 'total') return ['fills at back-adjusted prices'];
  if (uri.adjust === 'events') return ['raw prices, splits and dividends are booked on their days'];
  return jumps.map(({ symbol, date, percent }) => `${symbol}: jump of ${percent} % on ${date}`);
};
