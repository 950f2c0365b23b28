import type { Ohlc } from 'millrace';
import { defer, map, type OperatorFunction, pipe, skip } from 'rxjs';
import { checkWhole } from './check-params.js';
import { enrich } from './enrich.js';
import { meanOf, ringOf } from './ring.js';
import { sma } from './sma.js';

/**
 * Commodity channel index: how far the typical price is from its mean, in mean deviations of 1.5 %.
 *
 *     high = low = close    -1---2---3---6---|
 *     cci({ span: 3 })      ---------100-100-|
 *
 * (price - mean) / (0.015 * mean deviation) of the typical price (high + low + close) / 3; 0 where all of
 * them are equal. Donald Lambert, "Commodity Channel Index", Commodities, October 1980.
 *
 * Silent for the first `span - 1` bars, with `running` for `2 * span - 2`, then speaks once per bar, in the
 * same turn. Remembers the last `span` prices per subscription; `window` works on all of them at every bar,
 * since the distance of each depends on the mean of all.
 *
 * @param span Whole number of bars, at least 2; anything else throws while the pipeline is built.
 * @param deviation `window`: the mean distance of the window's prices from their mean (Lambert, TA-Lib,
 *   LEAN). `running`: the mean of the distances that each price had from the mean of its own moment
 *   (backtrader).
 */
export const cci = ({
  span,
  deviation = 'window',
}: {
  span: number;
  deviation?: 'window' | 'running';
}): OperatorFunction<Ohlc, number> => {
  checkWhole('cci', { span }, 2);
  return pipe(
    map(({ high, low, close }: Ohlc) => (high + low + close) / 3),
    deviation === 'window' ? byWindow(span) : byRunningMean(span),
    map(({ distance, usual }) => (usual === 0 ? 0 : distance / (0.015 * usual))),
  );
};

/** How far a price is from its mean, and how far prices usually are. */
interface Distances {
  readonly distance: number;
  readonly usual: number;
}

const byWindow =
  (span: number): OperatorFunction<number, Distances> =>
  (price$) =>
    defer(() => {
      const push = ringOf(span);
      return price$.pipe(
        map((price) => {
          const window = push(price);
          const mean = meanOf(window);
          let distances = 0;
          for (const other of window) distances += Math.abs(other - mean);
          return { distance: price - mean, usual: distances / span };
        }),
        skip(span - 1),
      );
    });

const byRunningMean = (span: number): OperatorFunction<number, Distances> =>
  pipe(
    map((price: number) => ({ price })),
    enrich({ mean: sma({ span, of: ({ price }) => price }) }),
    map(({ price, mean }) => ({ distance: price - mean })),
    enrich({ usual: sma({ span, of: ({ distance }) => Math.abs(distance) }) }),
  );
