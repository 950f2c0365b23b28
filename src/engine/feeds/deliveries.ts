import type { MarketEvent } from '../../domain/market-event.js';
import type { Delivery } from '../turns/turns.js';
import { checkedEvent } from './checked-event.js';
import type { Destination } from './plan-feeds.js';

/** An event for everybody who declared its feed: one turn a pipeline, however many of its feeds it is for. */
export const deliveries = (event: MarketEvent, destinations: readonly Destination[]): readonly Delivery[] => {
  const runs = [...new Set(destinations.map(({ run }) => run))];
  return runs.map((run) => ({
    run,
    body: () => {
      for (const { run: owner, feed } of destinations)
        if (owner === run) run.give(feed, checkedEvent(event, run, feed));
    },
  }));
};
