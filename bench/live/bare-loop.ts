import type { Trade } from '../../src/domain/market-event.js';
import { wallClock } from '../../src/time/wall-clock.js';
import { type Spread, spreadOf } from '../latency.js';
import type { Wish } from '../outcome.js';
import { EVENTS_PER_ORDER, pacedTrades, WARM_UP_ROWS } from './pace.js';

/** The same trades and orders by hand: a count, a sum, and an object in a list. */
export const bareLoop = async (wish: Wish): Promise<readonly Spread[]> => {
  const trades = pacedTrades(wish);
  const outbox: { readonly symbol: string; readonly quantity: number; readonly because: string }[] = [];
  const delays: number[] = [];
  let traded = 0;
  let count = 0;
  const take = ({ symbol, price, size }: Trade, cameAt: number): void => {
    traded += price * (size ?? 0);
    count += 1;
    if (count % EVENTS_PER_ORDER !== 0) return;
    outbox.push({ symbol, quantity: 10, because: `traded ${traded.toFixed(0)}` });
    if (count > WARM_UP_ROWS) delays.push(wallClock.elapsedMs() - cameAt);
  };
  for (let trade = await trades(); trade !== null; trade = await trades()) take(trade, wallClock.elapsedMs());
  return [spreadOf('tick to outbox', delays)];
};
