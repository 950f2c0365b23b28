import { everyMs } from '../domain/every.js';
import type { Instrument } from '../domain/instrument.js';
import type { BeginBody } from '../domain/journal.js';
import { MillraceError } from '../domain/millrace-error.js';
import { createPortfolio, type Portfolio } from '../portfolio/portfolio.js';
import { EngineClock } from '../time/engine-clock.js';
import { JournalWriter } from './books/journal-writer.js';
import { Market } from './books/market.js';
import { OwnBarCount } from './books/own-bar-count.js';
import { checkActions } from './feeds/check-actions.js';
import { matchStreamOf } from './feeds/match-stream.js';
import { type FeedPlan, planFeeds } from './feeds/plan-feeds.js';
import { streamKey } from './feeds/series-name.js';
import type { RunPlan, RunWatch } from './run-plan.js';
import { type Sessions, sessionsOf } from './sessions.js';
import { buildPipelines, type Pipelines } from './turns/start-pipelines.js';
import { zonesOf } from './zones-of.js';

/** What every room of a run stands on. */
export interface Foundation {
  readonly plan: RunPlan;
  readonly watch: RunWatch;
  readonly clock: EngineClock;
  readonly sessions: Sessions;
  readonly pipelines: Pipelines;
  readonly feeds: FeedPlan;
  /** By symbol the one stream whose rows fill orders. */
  readonly matchOn: Readonly<Record<string, string>>;
  readonly market: Market;
  readonly portfolio: Portfolio;
  readonly journal: JournalWriter;
  /** Numbers the bars of each pipeline's smallest feed. */
  readonly ownBars: OwnBarCount;
  /** Counts the bars of each pipeline's longest feed, for the warm-up. */
  readonly longestBars: OwnBarCount;
  readonly nextOrderId: () => string;
}

/** Lays the foundation. What cannot work (no stream, no currency) is refused here, before the first row. */
export const layFoundation = (plan: RunPlan, watch: RunWatch): Foundation => {
  const clock = new EngineClock();
  const zoneOf = zonesOf(plan.sources, (symbol) => plan.instrument(symbol).calendar !== null);
  const sessions = sessionsOf(plan.instrument, zoneOf);
  const pipelines = buildPipelines(plan, { clock, sessions, watch });
  const series = plan.sources.flatMap((source) => source.series);
  const graceMs = Math.max(0, ...plan.sources.map((source) => source.graceMs ?? 0));
  const feeds = planFeeds(pipelines.runs, { series, calendar: sessions.calendar, zoneOf, graceMs });
  checkCurrencies(plan, feeds.symbols);
  checkActions(plan, feeds.symbols);
  checkBenchmark(plan);
  const kind = plan.broker.matchOn ?? plan.rules.matchOn;
  const streamOf = (symbol: string) => matchStreamOf(kind, symbol, { series, ownBars: feeds.ownBars });
  const market = new Market();
  const portfolio = createPortfolio(market, plan.finishedOrders);
  return {
    plan,
    watch,
    clock,
    sessions,
    pipelines,
    feeds,
    matchOn: Object.fromEntries(feeds.symbols.map((symbol) => [symbol, streamOf(symbol)])),
    market,
    portfolio,
    journal: new JournalWriter(
      () => clock.now(),
      [portfolio.fold, (entry) => watch.onEntry?.(entry)],
      plan.opening?.entry,
    ),
    ownBars: new OwnBarCount(),
    longestBars: new OwnBarCount(),
    nextOrderId: orderIds(plan.opening?.carried.segment ?? 1),
  };
};

/** The first entry's body: everything that shapes what the run decides, and nothing else. */
export const beginOf = ({ plan, feeds, matchOn }: Foundation): BeginBody => ({
  pipelines: plan.pipelines.map(({ id, pipeline, params, capital }) => ({
    id,
    name: pipeline.name,
    capital,
    warmupBars: pipeline.warmup?.(params).bars ?? 0,
    params,
  })),
  rules: plan.rules.name,
  currency: plan.currency,
  broker: plan.broker,
  risk: plan.limits,
  instruments: instrumentsOf(plan, feeds.symbols),
  matchOn,
  seed: plan.seed,
  coverage: plan.coverage,
});

/** The stream of the benchmark's smallest bars, for the marks; null where none is asked for. */
const benchmarkStreamOf = ({ benchmark, sources }: RunPlan): string | null => {
  const lengths = sources
    .flatMap(({ series }) => series)
    .flatMap((one) => (one.kind === 'bar' && one.symbol === benchmark && one.every ? [one.every] : []))
    .sort((a, b) => everyMs(a) - everyMs(b));
  return lengths[0] === undefined ? null : `bar:${lengths[0]}`;
};

/** Streams whose bars make marks: the smallest that pipelines listen to, and the benchmark's. */
export const markingOf = ({ plan, feeds }: Foundation): ReadonlySet<string> => {
  const own = [...feeds.ownBars].map(([symbol, stream]) => streamKey(stream, symbol));
  const stream = benchmarkStreamOf(plan);
  return new Set(
    stream === null || plan.benchmark === null ? own : [...own, streamKey(stream, plan.benchmark)],
  );
};

const checkBenchmark = (plan: RunPlan): void => {
  if (plan.benchmark === null || benchmarkStreamOf(plan) !== null) return;
  const has = plan.sources.flatMap(({ series }) => series).map(({ symbol, kind }) => `${symbol} ${kind}`);
  const reason = `no source has bars of ${plan.benchmark}, there are ${has.join(', ')}`;
  throw new MillraceError('CONFIG_INVALID', { place: 'report.benchmark', reason });
};

const instrumentsOf = (plan: RunPlan, symbols: readonly string[]): Record<string, Instrument> =>
  Object.fromEntries(symbols.map((symbol) => [symbol, plan.instrument(symbol)]));

const checkCurrencies = ({ instrument, currency: base }: RunPlan, symbols: readonly string[]): void => {
  for (const symbol of symbols) {
    const { currency } = instrument(symbol);
    if (currency !== base) throw new MillraceError('CURRENCY_UNDECLARED', { symbol, currency, base });
  }
};

/** `segment-counter`: unique in a run, the same in every run of the same input. */
const orderIds = (segment: number): (() => string) => {
  let counter = 0;
  return () => {
    counter += 1;
    return `${segment}-${counter}`;
  };
};
