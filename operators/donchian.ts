import type { Ohlc } from 'millrace';
import { map, type OperatorFunction, pipe } from 'rxjs';
import type { Band } from './bollinger.js';
import { checkWhole } from './check-params.js';
import { rolling } from './rolling.js';

/**
 * Donchian channel: the highest high and the lowest low of the last `span` bars, and the middle of the two.
 *
 *     high low               -(12 10)--(15 13)--(14 11)-|
 *     donchian({ span: 2 })  --------------y--------z---|    y: 10 to 15, middle 12.5; z: 11 to 15
 *
 * The newest bar is one of them; a break out of the channel is a bar compared with the channel before it.
 * Richard Donchian's four-week rule, 1960.
 *
 * Silent for the first `span - 1` bars, then speaks once per bar, in the same turn.
 * Remembers what `rolling` remembers.
 *
 * @param span Whole number of bars, at least 1; anything else throws while the pipeline is built.
 */
export const donchian = ({ span }: { span: number }): OperatorFunction<Ohlc, Band> => {
  checkWhole('donchian', { span });
  return pipe(
    rolling({
      span,
      of: ({ high, low }: Ohlc) => ({ upper: high, lower: low }),
      merge: (a, b) => ({ upper: Math.max(a.upper, b.upper), lower: Math.min(a.lower, b.lower) }),
    }),
    map(({ upper, lower }) => ({ middle: (upper + lower) / 2, upper, lower })),
  );
};
