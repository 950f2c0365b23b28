import { bars, definePipeline, target } from 'millrace';
import { align } from 'millrace/operators/align';
import { enrich } from 'millrace/operators/enrich';
import { slope } from 'millrace/operators/slope';
import { sma } from 'millrace/operators/sma';
import { stances } from 'millrace/operators/stances';
import { zScore } from 'millrace/operators/z-score';
import { filter, map, mergeMap, pipe } from 'rxjs';
import { z } from 'zod';

/**
 * Trades the first of two symbols against the second: far above the line that leads from one to the other it
 * is sold and the second bought, far below it the other way round, until it is near the line again.
 *
 * The line is that of least squares through the last closes, its slope the hedge ratio: units of the second
 * that go against one of the first. They are settled at the entry and held as they are. Where the ratio is
 * not above 0 the two are no pair: nothing gets in, and what is held gets out, as it does where the spread
 * goes on to `stop`. An instant that one of the two misses decides nothing, nor does one without a ratio.
 */
export const pairsSpread = definePipeline({
  name: 'pairs-spread',
  params: z
    .strictObject({
      symbols: z.tuple([z.string(), z.string()]),
      every: z.string().default('1d'),
      hedgeSpan: z.int().min(2).default(60),
      span: z.int().min(2).default(20),
      entry: z.number().positive().default(2),
      exit: z.number().min(0).default(0.5),
      stop: z.number().positive().default(4),
      weight: z.number().positive().default(0.95),
    })
    .refine(({ symbols: [one, two] }) => one !== two, { path: ['symbols'], error: 'must be two' })
    .refine(({ exit, entry }) => exit < entry, { path: ['exit'], error: 'must be smaller than entry' })
    .refine(({ entry, stop }) => entry < stop, { path: ['entry'], error: 'must be smaller than stop' }),
  warmup: ({ hedgeSpan, span }) => ({ bars: hedgeSpan + span - 2 }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }) }),
  flow: ({ bar$ }, { params: { symbols, hedgeSpan, span, entry, exit, stop, weight } }) =>
    bar$.pipe(
      align({ symbols }),
      map(([{ close: y }, { close: x }]) => ({ y, x })),
      enrich({
        hedge: slope({ span: hedgeSpan, y: ({ y }) => y, x: ({ x }) => x }),
        meanY: sma({ span: hedgeSpan, of: ({ y }) => y }),
        meanX: sma({ span: hedgeSpan, of: ({ x }) => x }),
      }),
      enrich({
        score: zScore({ span, of: ({ y, x, hedge, meanY, meanX }) => y - meanY - hedge * (x - meanX) }),
      }),
      stances({
        enter: ({ score, hedge }) => {
          const away = Math.abs(score);
          if (hedge <= 0 || away <= entry || away >= stop) return undefined;
          const because = `spread at ${score.toFixed(2)} deviations, hedge ratio ${hedge.toPrecision(4)}`;
          return { side: score < 0 ? 'long' : 'short', because };
        },
        exit: (side) =>
          pipe(
            map(({ score, hedge }) => ({ score, hedge, away: side === 'long' ? -score : score })),
            filter(({ hedge, away }) => hedge <= 0 || away < exit || away >= stop),
            map(({ score, hedge }) =>
              hedge <= 0
                ? `no pair any more: hedge ratio ${hedge.toPrecision(4)}`
                : `spread at ${score.toFixed(2)} deviations`,
            ),
          ),
      }),
      mergeMap(({ stance, because, input: { y, x, hedge } }) => {
        const [one, two] = symbols;
        const share = (SIGN[stance] * weight) / (y + hedge * x);
        if (stance === 'flat') return [one, two].map((symbol) => target({ symbol, weight: 0, because }));
        return [
          target({ symbol: one, weight: share * y, because }),
          target({ symbol: two, weight: -share * hedge * x, because }),
        ];
      }),
    ),
});

const SIGN = { long: 1, short: -1, flat: 0 } as const;
