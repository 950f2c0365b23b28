import type { SimulatedBroker } from '../../brokers/simulated/simulated-broker.js';
import type { Series } from '../../sources/source.js';
import type { BarMaker } from '../bars/bar-maker.js';
import type { Market } from '../books/market.js';
import type { MatchCover } from '../feeds/match-cover.js';
import type { FeedPlan } from '../feeds/plan-feeds.js';
import { streamKey } from '../feeds/series-name.js';
import type { Wheel } from '../wheel.js';
import { Lane } from './lane.js';
import { RowLoop } from './row-loop.js';

/** What a row loop is laid between. */
interface RowWorld {
  readonly feeds: FeedPlan;
  readonly matchOn: Readonly<Record<string, string>>;
  readonly bars: BarMaker;
  readonly broker: SimulatedBroker;
  readonly market: Market;
  readonly cover: MatchCover;
  readonly wheel: Wheel;
}

/** The row loop of a tape with these streams. */
export const rowLoopOf =
  (world: RowWorld) =>
  (uri: string, streams: readonly Series[]): RowLoop => {
    const { ticks } = world.broker;
    return new RowLoop({
      uri,
      wheel: world.wheel,
      lanes: lanesOf(streams, world),
      passed: passed(world),
      isIdle: () => ticks?.isIdle() ?? false,
    });
  };

/** A lane for each stream of ticks that no pipeline listens to; null for all others. */
const lanesOf = (streams: readonly Series[], { feeds, matchOn, bars }: RowWorld): readonly (Lane | null)[] =>
  streams.map(({ kind, symbol }) => {
    if (kind !== 'trade' && kind !== 'quote') return null;
    if (feeds.routes.has(streamKey(kind, symbol))) return null;
    const made = bars.madeOf(kind === 'trade' ? 'trades' : 'quotes', symbol);
    return new Lane({ kind, symbol, bars: made, matches: matchOn[symbol] === kind });
  });

/** Tells everybody what the newest row of a lane is, and how many came with it. */
const passed =
  ({ market, cover, broker, wheel }: RowWorld) =>
  ({ plan: { kind, symbol, matches }, rows: count, crossed, at, first, second }: Lane): void => {
    wheel.rows.pass({ symbol, kind, at }, count);
    if (!matches) return;
    if (kind === 'trade') market.traded(symbol, first);
    else market.quoted(symbol, first, second);
    cover.met(symbol);
    broker.ticks?.passed(symbol, at, crossed);
  };
