import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe } from 'rxjs';
import { checkWhole } from './check-params.js';
import { donchian } from './donchian.js';
import { enrich } from './enrich.js';
import { sma } from './sma.js';

/** Where the close stands in the range of the last bars, smoothed, and the average of that. */
export interface Stochastic {
  readonly k: number;
  readonly d: number;
}

/**
 * Stochastic oscillator: where the close stands between the lowest low (0) and the highest high (100).
 *
 *     high low close                                 -(12 10 11)--(14 11 14)--(13 10 11)-|
 *     stochastic({ span: 2, smooth: 1, signal: 2 })  -----------------------------z------|    k 25, d 62.5
 *
 * %K is the simple mean of the last `smooth` places, %D that of the last `signal` %K. A close in a window
 * that has no range stands in its middle, at 50. George Lane, "Lane's Stochastics", 1984.
 *
 * Silent for the first `span + smooth + signal - 3` bars, then speaks once per bar, in the same turn.
 * Remembers the last `smooth` places and `signal` %K, and what `donchian` remembers.
 *
 * @param span Whole number of bars, at least 1, as are `smooth` and `signal`; anything else throws while the
 *   pipeline is built. With `smooth` 1 it is the fast stochastic, above that the slow one.
 */
export const stochastic = ({
  span,
  smooth,
  signal,
}: {
  span: number;
  smooth: number;
  signal: number;
}): OperatorFunction<Ohlc, Stochastic> => {
  checkWhole('stochastic', { span, smooth, signal });
  return pipe(
    map(({ open, high, low, close }: Ohlc): Ohlc => ({ open, high, low, close })),
    enrich({ range: donchian({ span }) }),
    map(({ close, range: { upper, lower } }) =>
      upper === lower ? 50 : (100 * (close - lower)) / (upper - lower),
    ),
    sma({ span: smooth, of: (place) => place }),
    map((k) => ({ k })),
    enrich({ d: sma({ span: signal, of: ({ k }) => k }) }),
  );
};
