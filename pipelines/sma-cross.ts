import { bars, definePipeline, target } from 'millrace';
import { crossings } from 'millrace/operators/crossings';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { sma } from 'millrace/operators/sma';
import { map, pipe } from 'rxjs';
import { z } from 'zod';

/**
 * Holds a symbol while its fast average is above its slow one: in at the cross up, out (or
 * short) at the cross down.
 */
export const smaCross = definePipeline({
  name: 'sma-cross',
  params: z
    .strictObject({
      symbols: z.array(z.string()).min(1),
      every: z.string().default('1d'),
      fast: z.int().min(1).default(10),
      slow: z.int().min(2).default(30),
      direction: z.enum(['long', 'long-short']).default('long'),
      size: z
        .union([
          z.strictObject({ weight: z.number().positive() }),
          z.strictObject({ quantity: z.number().positive() }),
        ])
        .default({ weight: 0.95 }),
    })
    .refine(({ fast, slow }) => fast < slow, { path: ['fast'], error: 'must be smaller than slow' }),
  warmup: ({ slow }) => ({ bars: slow - 1 }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }) }),
  flow: ({ bar$ }, { params: { fast, slow, direction, size } }) => {
    const share = { up: 1, down: direction === 'long-short' ? -1 : 0 };
    return bar$.pipe(
      perSymbol(
        pipe(
          enrich({
            fast: sma({ span: fast, of: ({ close }) => close }),
            slow: sma({ span: slow, of: ({ close }) => close }),
          }),
          crossings({ of: (row) => row.fast - row.slow }),
          map(({ direction: way, input: { symbol, ...row } }) =>
            target({
              symbol,
              ...('weight' in size
                ? // Every cross sizes anew, also in the direction held: a touch has hidden the way back.
                  { weight: size.weight * share[way], rebalance: { toleranceWeight: 0 } }
                : { quantity: size.quantity * share[way] }),
              because:
                `sma ${fast} at ${row.fast.toPrecision(7)} crossed ${way} ` +
                `through sma ${slow} at ${row.slow.toPrecision(7)}`,
            }),
          ),
        ),
      ),
    );
  },
});
