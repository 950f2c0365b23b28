import { byEventTime } from '../domain/event-order.js';
import { everyMs } from '../domain/every.js';
import type { Bar } from '../domain/market-event.js';
import { bar } from './bar.js';
import { epochMs, type Instant } from './instant.js';
import { randomWalk } from './random-walk.js';

/**
 * Bars of prices that wander by about a percent a bar, in the order of a tape; the same bars for the same
 * seed.
 *
 *     randomBars({ seed: 7, symbols: ['SPY', 'AAPL'], count: 250, every: '1d' })    500 bars of 250 days
 *
 * Prices are cents near 100, volumes some hundred thousand; one bar follows the other without a pause.
 *
 * @param options.start Of the first bar; 2024-01-02 00:00 UTC if not told.
 */
export const randomBars = (options: {
  readonly seed: number;
  readonly symbols: readonly string[];
  readonly count: number;
  readonly every: string;
  readonly start?: Instant;
}): readonly Bar[] => {
  const { seed, symbols, count, every, start = '2024-01-02T00:00:00Z' } = options;
  const begin = epochMs(start);
  const lengthMs = everyMs(every);
  const barsOf = (symbol: string): readonly Bar[] => {
    const walk = randomWalk(seed, `bars of ${symbol}`);
    return Array.from({ length: count }, (_, index) => {
      const [open = 0, ...inside] = [0.2, 0.5, 0.5, 0.5].map(walk.next);
      return bar({
        symbol,
        every,
        start: begin + index * lengthMs,
        open,
        high: Math.max(open, ...inside),
        low: Math.min(open, ...inside),
        close: inside.at(-1) ?? open,
        volume: walk.whole(100_000, 1_000_000),
      });
    });
  };
  return symbols.flatMap(barsOf).sort(byEventTime);
};
