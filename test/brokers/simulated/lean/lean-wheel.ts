import { LeanBroker } from '../../../../src/brokers/simulated/lean/lean-broker.js';
import type { Bar } from '../../../../src/domain/market-event.js';
import { barOf } from '../bar-of.js';
import { SmallWheel, type World } from '../small-wheel.js';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** A wheel around the broker of LEAN, with 100,000 at a margin of a half unless said otherwise. */
export const leanWheel = (world: Omit<World, 'make'> = {}): SmallWheel =>
  new SmallWheel({
    ...world,
    settings: { cash: 100_000, marginRatio: 0.5, ...world.settings },
    make: (settings, context) => new LeanBroker(settings, context),
  });

/** The n-th minute of X. */
export const minuteOf = (n: number, prices: Parameters<typeof barOf>[1], more: Partial<Bar> = {}): Bar =>
  barOf(0, prices, { start: n * MINUTE, at: (n + 1) * MINUTE, every: '1m', ...more });

/** A session of so many minutes at the beginning of every day; its close is still in. */
export const hoursOf = (minutes: number) => ({
  inSession: (_: string, at: number) => at % DAY <= minutes * MINUTE,
  sessionEnd: (_: string, at: number) =>
    Math.floor(at / DAY) * DAY + minutes * MINUTE + (at % DAY < minutes * MINUTE ? 0 : DAY),
});

/** A session of ten minutes. */
export const hours = hoursOf(10);
