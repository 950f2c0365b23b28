import { defer, map, type OperatorFunction } from 'rxjs';

/**
 * The level of a trailing stop: some distance behind the price, following it in the trade's favour only.
 *
 *     price$                                              -10--14--12--15-|
 *     trailingStop({ side: 'long', distance: 3, … })      -7---11--11--12-|
 *     trailingStop({ side: 'short', distance: 3, … })     -13--13--13--13-|
 *
 * Speaks once per input, in the same turn. Remembers one number per subscription. What happens where the
 * price reaches the level is the pipeline's business: the level stays.
 *
 * @param side Which trade it guards: a long one from below, a short one from above.
 * @param of Reads the price, such as a close or a high.
 * @param distance Reads the distance, in units of the price and at least 0, such as three average true
 *   ranges. A smaller one pulls the level closer, a wider one leaves it where it is.
 * @param since The level starts anew whenever what this reads changes, such as a trade's number; without it
 *   there is one trade from the first input on.
 */
export const trailingStop =
  <T>({
    side,
    of,
    distance,
    since = () => 0,
  }: {
    side: 'long' | 'short';
    of: (input: T) => number;
    distance: (input: T) => number;
    since?: (input: T) => string | number;
  }): OperatorFunction<T, number> =>
  (source$) =>
    defer(() => {
      let trade: string | number | undefined;
      let level = 0;
      return source$.pipe(
        map((input) => {
          const fresh = side === 'long' ? of(input) - distance(input) : of(input) + distance(input);
          const before = trade;
          trade = since(input);
          if (trade !== before) level = fresh;
          else level = side === 'long' ? Math.max(level, fresh) : Math.min(level, fresh);
          return level;
        }),
      );
    });
