import { everyMs } from '../../domain/every.js';
import { MillraceError } from '../../domain/millrace-error.js';
import type { FeedSpec } from '../../pipeline/feeds.js';
import type { SeriesPlan } from '../bars/series-plan.js';
import type { PipelineRun } from '../turns/pipeline-run.js';
import { type BarsWorld, planBars } from './plan-bars.js';
import { streamKey } from './series-name.js';

/** Where a stream of the market goes: one feed of one pipeline. */
export interface Destination {
  readonly run: PipelineRun;
  readonly feed: string;
  /** Bars of this stream number the pipeline's own bars of the symbol. */
  readonly isSmallest: boolean;
  /** Bars of this stream count its warm-up. */
  readonly isLongest: boolean;
}

/** The whole plumbing of a run, laid before the first row. */
export interface FeedPlan {
  readonly routes: ReadonlyMap<string, readonly Destination[]>;
  readonly made: readonly SeriesPlan[];
  /** Symbols that pipelines asked for, in order. */
  readonly symbols: readonly string[];
  /** By symbol the stream of its smallest bars that a pipeline listens to. */
  readonly ownBars: ReadonlyMap<string, string>;
  /** By pipeline the symbols whose bars it listens to. */
  readonly barSymbols: ReadonlyMap<string, readonly string[]>;
}

/** Finds a way to serve every declared feed; what the source does not have is an error before the run. */
export const planFeeds = (runs: readonly PipelineRun[], world: BarsWorld): FeedPlan => {
  const wanted = runs.flatMap((run) => wishesOf(run).flatMap((wish) => served(wish, world)));
  const routes = new Map<string, Destination[]>();
  const made = new Map<string, SeriesPlan>();
  const ownBars = new Map<string, { series: string; everyMs: number }>();
  for (const one of wanted) {
    const key = streamKey(one.series, one.symbol);
    const bars = wanted.filter(
      (other) => other.run === one.run && other.symbol === one.symbol && other.everyMs > 0,
    );
    const lengths = bars.map((bar) => bar.everyMs);
    // Of several feeds of one length (bid and ask, say) the first counts: each bar is one bar.
    const firstOf = (length: number) => bars.find(({ everyMs: ms }) => ms === length);
    const destination = {
      run: one.run,
      feed: one.feed,
      isSmallest: one === firstOf(Math.min(...lengths)),
      isLongest: one === firstOf(Math.max(...lengths)),
    };
    routes.set(key, [...(routes.get(key) ?? []), destination]);
    if (one.make) made.set(key, one.make);
    const smallest = ownBars.get(one.symbol);
    if (one.everyMs > 0 && (!smallest || one.everyMs < smallest.everyMs)) ownBars.set(one.symbol, one);
  }
  return {
    routes,
    made: [...made.values()],
    symbols: [...new Set(wanted.map(({ symbol }) => symbol).filter((symbol) => symbol !== ''))],
    ownBars: new Map([...ownBars].map(([symbol, { series }]) => [symbol, series])),
    barSymbols: new Map(
      runs.map((run) => [
        run.id,
        [...new Set(wanted.filter((one) => one.run === run && one.everyMs > 0).map(({ symbol }) => symbol))],
      ]),
    ),
  };
};

/** One feed a pipeline asked for. */
interface Wish {
  readonly run: PipelineRun;
  readonly feed: string;
  readonly spec: FeedSpec;
}

/** One stream that serves a wish; `everyMs` is 0 for what is no bar. */
interface Served {
  readonly run: PipelineRun;
  readonly feed: string;
  readonly series: string;
  readonly symbol: string;
  readonly everyMs: number;
  readonly make: SeriesPlan | null;
}

const wishesOf = (run: PipelineRun): readonly Wish[] =>
  Object.entries(run.feeds).map(([feed, spec]) => ({ run, feed, spec }));

const served = ({ run, feed, spec }: Wish, world: BarsWorld): readonly Served[] => {
  const plain = (series: string, symbol: string): Served => ({
    run,
    feed,
    series,
    symbol,
    everyMs: 0,
    make: null,
  });
  switch (spec.feed) {
    case 'bars':
      return spec.symbols.map((symbol) => {
        const service = planBars(spec, symbol, world);
        if (!service) throw missing(run, `bars of ${spec.every}`, { symbol, world });
        return { run, feed, symbol, everyMs: everyMs(spec.every), ...service };
      });
    case 'trades':
    case 'quotes': {
      const kind = spec.feed === 'trades' ? 'trade' : 'quote';
      return spec.symbols.map((symbol) => {
        const has = world.series.some((series) => series.symbol === symbol && series.kind === kind);
        if (!has) throw missing(run, spec.feed, { symbol, world });
        return plain(kind, symbol);
      });
    }
    // Silence is a healthy status, and adjusted prices have no actions: a source without them is fine.
    case 'status':
      return spec.symbols.map((symbol) => plain('status', symbol));
    case 'actions':
      return spec.symbols.map((symbol) => plain('action', symbol));
    case 'events': {
      const has = world.series.some((series) => series.kind === 'event' && series.name === spec.name);
      if (!has) throw missing(run, `events ${spec.name}`, { symbol: 'any symbol', world });
      return [plain(`event:${spec.name}`, '')];
    }
    default:
      return [];
  }
};

const missing = (run: PipelineRun, feed: string, { symbol, world }: { symbol: string; world: BarsWorld }) => {
  const has = world.series.map((one) =>
    [one.symbol, one.every ?? one.name ?? '', one.kind].filter(Boolean).join(' '),
  );
  return new MillraceError('SYMBOL_WITHOUT_SOURCE', {
    pipeline: run.id,
    feed,
    symbol,
    has: has.join(', ') || 'nothing',
  });
};
