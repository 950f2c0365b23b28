import { describe, expect, it } from '@jest/globals';
import { type Bar, bars, definePipeline, quotes, target } from 'millrace';
import { align } from 'millrace/operators/align';
import { atr } from 'millrace/operators/atr';
import { atrSize } from 'millrace/operators/atr-size';
import type { Band } from 'millrace/operators/bollinger';
import { donchian } from 'millrace/operators/donchian';
import { dropStale } from 'millrace/operators/drop-stale';
import { enrich } from 'millrace/operators/enrich';
import { macd } from 'millrace/operators/macd';
import { obv } from 'millrace/operators/obv';
import { perSymbol } from 'millrace/operators/per-symbol';
import { rsi } from 'millrace/operators/rsi';
import { slope } from 'millrace/operators/slope';
import { trailingStop } from 'millrace/operators/trailing-stop';
import { vwap } from 'millrace/operators/vwap';
import { zScore } from 'millrace/operators/z-score';
import { map, merge, pipe } from 'rxjs';
import { z } from 'zod';

/** True only where both are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where the statement holds. */
const holds = <Statement extends true>(statement: Statement): Statement => statement;

describe('the operators in a pipeline without annotations', () => {
  // Nothing in here names a type; that it compiles is the test.
  const inferred = definePipeline({
    name: 'inferred',
    params: z.strictObject({ pair: z.tuple([z.string(), z.string()]) }),
    feeds: ({ pair }) => ({ bar$: bars({ symbols: pair, every: '1d' }), quote$: quotes({ symbols: pair }) }),
    flow: ({ bar$, quote$ }, { params: { pair }, clock }) => {
      const trend$ = bar$.pipe(
        perSymbol(
          pipe(
            enrich({
              range: atr({ span: 14 }),
              channel: donchian({ span: 20 }),
              size: atrSize({ span: 14, multiple: 2, riskWeight: 0.01, maxWeight: 1 }),
              strength: rsi({ span: 14, of: ({ close }) => close }),
              cross: macd({ fast: 12, slow: 26, signal: 9, of: ({ close }) => close }),
              flow: obv(),
              fair: vwap({
                price: ({ close }) => close,
                volume: ({ volume }) => volume,
                over: ({ sessionDate }) => sessionDate,
              }),
            }),
            enrich({
              stop: trailingStop({
                side: 'long',
                of: ({ high }) => high,
                distance: ({ range }) => 3 * range,
              }),
            }),
            map(({ symbol, at, channel, size, strength, cross, stop, fair, flow }) => {
              holds<Same<typeof channel, Band>>(true);
              const numbers = [at, size, strength, cross.signal, stop, fair, flow];
              holds<Same<typeof numbers, number[]>>(true);
              return target({ symbol, weight: size, because: `${numbers.length}` });
            }),
          ),
        ),
      );
      const spread$ = bar$.pipe(
        align({ symbols: pair }),
        map(([one, other]) => {
          holds<Same<typeof one, Bar>>(true);
          return { symbol: one.symbol, x: other.close, y: one.close };
        }),
        enrich({ hedge: slope({ span: 60, x: ({ x }) => x, y: ({ y }) => y }) }),
        enrich({ score: zScore({ span: 60, of: ({ x, y, hedge }) => y - hedge * x }) }),
        map(({ symbol, score }) => target({ symbol, quantity: -Math.sign(score), because: `${score}` })),
      );
      const fresh$ = quote$.pipe(
        dropStale({ maxAgeMs: 1000, clock }),
        map(({ symbol, ask }) => target({ symbol, notional: ask, because: 'fresh' })),
      );
      return merge(trend$, spread$, fresh$);
    },
  });

  it('is a pipeline', () => {
    expect(inferred.name).toBe('inferred');
  });
});
