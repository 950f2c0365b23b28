import type { Cause } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import { checkedEvent } from '../feeds/checked-event.js';
import type { Destination } from '../feeds/plan-feeds.js';
import type { PipelineRun } from '../turns/pipeline-run.js';
import type { Delivery } from '../turns/turns.js';

/** What a route leads to. */
export interface RoutePlan {
  readonly series: string;
  readonly symbol: string;
  readonly destinations: readonly Destination[];
  /** Its rows fill orders of the symbol. */
  readonly matches: boolean;
  /** Its bars make marks. */
  readonly marks: boolean;
}

/** One stream of one symbol on its way through the engine: what every row of it needs, looked up once. */
export class Route {
  private rows = 0;
  /** One turn a pipeline, however many of its feeds the stream is for. */
  private readonly turns: readonly { readonly run: PipelineRun; readonly feeds: readonly string[] }[];

  constructor(readonly plan: RoutePlan) {
    const { destinations } = plan;
    this.turns = [...new Set(destinations.map(({ run }) => run))].map((run) => ({
      run,
      feeds: destinations.filter((one) => one.run === run).map(({ feed }) => feed),
    }));
  }

  /**
   * Counts rows and names the last of them, by its place in its own stream: no file, partition or chunk has a
   * part in it.
   */
  pass(at: number, rows: number): readonly Cause[] {
    this.rows += rows;
    const { symbol, series } = this.plan;
    return [{ row: { symbol, kind: series, at, n: this.rows } }];
  }

  /** An event for everybody who declared its feed. */
  deliveries(event: MarketEvent): readonly Delivery[] {
    return this.turns.map(({ run, feeds }) => ({
      run,
      body: () => {
        for (const feed of feeds) run.give(feed, checkedEvent(event, run, feed));
      },
    }));
  }
}
