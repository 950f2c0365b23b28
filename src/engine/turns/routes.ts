import type { OwnBarCount } from '../books/own-bar-count.js';
import { meetsBroker } from '../feeds/meets-broker.js';
import type { Destination, FeedPlan } from '../feeds/plan-feeds.js';
import { streamKey } from '../feeds/series-name.js';
import { type Causes, NO_CAUSE } from './causes.js';
import { Route, type RoutePlan } from './route.js';

/** What routes are laid by. */
export interface RoutesPlan extends Pick<FeedPlan, 'routes'> {
  /** By symbol the one stream whose rows fill orders. */
  readonly matchOn: Readonly<Record<string, string>>;
  /** Streams whose bars make marks; where there are none, every minute does. */
  readonly marking: ReadonlySet<string>;
  /** Numbers the bars of each pipeline's smallest feed. */
  readonly ownBars: OwnBarCount;
  /** Counts the bars of each pipeline's longest feed. */
  readonly longestBars: OwnBarCount;
}

/** The routes of all streams, and the newest row of any of them. */
export class Routes {
  /** The newest row of all, as a cause. */
  newest: Causes = NO_CAUSE;
  private readonly bySeries = new Map<string, Map<string, Route>>();

  constructor(private readonly plan: RoutesPlan) {}

  /** The route of a stream, also of one that nobody listens to. */
  of(series: string, symbol: string): Route {
    let routes = this.bySeries.get(series);
    if (!routes) {
      routes = new Map();
      this.bySeries.set(series, routes);
    }
    let route = routes.get(symbol);
    if (!route) {
      route = new Route(this.planOf(series, symbol));
      routes.set(symbol, route);
    }
    return route;
  }

  private planOf(series: string, symbol: string): RoutePlan {
    // Whoever declared named events hears them whatever symbol they are about.
    const key = streamKey(series, series.startsWith('event:') ? '' : symbol);
    const destinations = this.plan.routes.get(key) ?? [];
    return {
      series,
      symbol,
      destinations,
      counts: destinations.flatMap((destination) => this.countsOf(destination, symbol)),
      matches: meetsBroker(this.plan.matchOn, series, symbol),
      marks: this.plan.marking.has(streamKey(series, symbol)),
    };
  }

  private countsOf({ run, isSmallest, isLongest }: Destination, symbol: string): RoutePlan['counts'] {
    const { ownBars, longestBars } = this.plan;
    return [
      ...(isSmallest ? [ownBars.of(run.id, symbol)] : []),
      ...(isLongest ? [longestBars.of(run.id, symbol)] : []),
    ];
  }
}
