import type { Trade } from '../../src/domain/market-event.js';
import { wallClock } from '../../src/time/wall-clock.js';
import { randomFrom } from '../data/random.js';
import { symbolsOf } from '../data/ticks.js';
import type { Wish } from '../outcome.js';

const EVENTS_PER_SECOND = 10_000;

/** How many events bring one order: forty a second. */
export const EVENTS_PER_ORDER = 250;

/** What is not measured: until everything that runs often is compiled. */
export const WARM_UP_ROWS = 10 * EVENTS_PER_SECOND;

/** Random trades of symbols in turn, each when its time on the wall has come; null after the last. */
export const pacedTrades = ({ seed, symbols, rows }: Wish): (() => Promise<Trade | null>) => {
  const random = randomFrom(seed);
  const names = symbolsOf(symbols);
  const prices = new Float64Array(symbols).fill(100);
  const begun = wallClock.elapsedMs();
  const wall = wallClock.wall();
  let row = 0;
  return async () => {
    if (row >= rows) return null;
    const due = begun + (row * 1_000) / EVENTS_PER_SECOND;
    // A timer of the host is some milliseconds late: whoever waits for it measures that.
    do await wallClock.nextMacrotask();
    while (wallClock.elapsedMs() < due);
    const index = Math.floor(random() * symbols);
    const price = Number(((prices[index] ?? 100) * (1 + (random() - 0.5) * 0.0004)).toFixed(2));
    prices[index] = price;
    row += 1;
    const at = wall.now();
    return Object.freeze({ kind: 'trade', symbol: names[index] ?? '', at, happenedAt: at, price, size: 100 });
  };
};
