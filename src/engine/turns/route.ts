import type { Cause } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import type { BarCount } from '../books/own-bar-count.js';
import { checkedEvent } from '../feeds/checked-event.js';
import type { Multicast } from '../feeds/multicast.js';
import type { Destination } from '../feeds/plan-feeds.js';
import type { PipelineRun } from './pipeline-run.js';
import type { Delivery } from './turns.js';

/** What a route leads to. */
export interface RoutePlan {
  readonly series: string;
  readonly symbol: string;
  readonly destinations: readonly Destination[];
  /** What a bar of it is counted by. */
  readonly counts: readonly BarCount[];
  /** Its rows fill orders of the symbol. */
  readonly matches: boolean;
  /** Its bars make marks. */
  readonly marks: boolean;
}

/** One stream of one symbol on its way through the engine: what every row of it needs, looked up once. */
export class Route {
  private rows = 0;
  private at = Number.NaN;
  private readonly turns: readonly RouteTurn[];

  constructor(readonly plan: RoutePlan) {
    const { destinations } = plan;
    this.turns = [...new Set(destinations.map(({ run }) => run))].map(
      (run) =>
        new RouteTurn(
          run,
          destinations.filter((one) => one.run === run).map(({ feed }) => feed),
        ),
    );
  }

  /** Counts rows, the last of them known at an instant. */
  pass(at: number, rows: number): void {
    this.rows += rows;
    this.at = at;
  }

  /** A bar of it is on its way to those who listen. */
  count(): void {
    const { counts } = this.plan;
    for (let place = 0; place < counts.length; place += 1) {
      const counted = counts[place];
      if (counted) counted.count += 1;
    }
  }

  /**
   * The newest row as a cause, named by its place in its own stream: no file, partition or chunk has a part
   * in it.
   */
  readonly newest = (): readonly Cause[] => {
    const { symbol, series } = this.plan;
    return [{ row: { symbol, kind: series, at: this.at, n: this.rows } }];
  };

  /** An event, frozen, for everybody who declared its feed; good until the next one. */
  deliveries(event: MarketEvent): readonly Delivery[] {
    const { turns } = this;
    // They all get this very one, and what one of them writes to it must fail here as it fails live.
    if (turns.length > 0) Object.freeze(event);
    for (let place = 0; place < turns.length; place += 1) {
      const turn = turns[place];
      if (turn) turn.event = event;
    }
    return turns;
  }
}

/** One turn of a pipeline, however many of its feeds the stream is for; used again for every row. */
class RouteTurn implements Delivery {
  event: MarketEvent | null = null;
  private readonly inputs: readonly Multicast<unknown>[];

  constructor(
    readonly run: PipelineRun,
    private readonly feeds: readonly string[],
  ) {
    this.inputs = feeds.map((feed) => run.input(feed));
  }

  readonly body = (): void => {
    const { run, event, inputs } = this;
    if (!event) return;
    for (let place = 0; place < inputs.length; place += 1) {
      const value = event.kind === 'event' ? checkedEvent(event, run, this.feeds[place] ?? '') : event;
      inputs[place]?.next(value);
    }
  };
}
