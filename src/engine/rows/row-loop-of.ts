import type { SimulatedBroker } from '../../brokers/simulated/simulated-broker.js';
import type { Series } from '../../sources/source.js';
import type { BarMaker } from '../bars/bar-maker.js';
import type { Market } from '../books/market.js';
import type { MatchCover } from '../feeds/match-cover.js';
import { seriesOf } from '../feeds/series-name.js';
import type { Routes } from '../turns/routes.js';
import type { Wheel } from '../wheel.js';
import { Lane } from './lane.js';
import { RowLoop } from './row-loop.js';

/** What a row loop is laid between. */
interface RowWorld {
  readonly routes: Routes;
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
      routes: streams.map((stream) => world.routes.of(seriesOf(stream), stream.symbol)),
      lanes: lanesOf(streams, world),
      passed: passed(world),
      isIdle: () => ticks?.isIdle() ?? false,
    });
  };

/** A lane for each stream of ticks that no pipeline listens to; null for all others. */
const lanesOf = (streams: readonly Series[], { routes, bars }: RowWorld): readonly (Lane | null)[] =>
  streams.map(({ kind, symbol }) => {
    if (kind !== 'trade' && kind !== 'quote') return null;
    const route = routes.of(kind, symbol);
    if (route.plan.destinations.length > 0) return null;
    return new Lane({ kind, route, bars: bars.madeOf(kind === 'trade' ? 'trades' : 'quotes', symbol) });
  });

/** Tells everybody what the newest row of a lane is, and how many came with it. */
const passed =
  ({ market, cover, broker, routes }: RowWorld) =>
  ({ plan: { kind, route }, rows, crossed, at, first, second }: Lane): void => {
    const { symbol, matches } = route.plan;
    route.pass(at, rows);
    routes.newest = route.newest;
    if (!matches) return;
    if (kind === 'trade') market.traded(symbol, first);
    else market.quoted(symbol, first, second);
    cover.met(symbol);
    broker.ticks?.passed(symbol, at, crossed);
  };
