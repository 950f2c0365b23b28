import { bars, definePipeline, target } from 'millrace';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { rsi } from 'millrace/operators/rsi';
import { sma } from 'millrace/operators/sma';
import { stances } from 'millrace/operators/stances';
import { filter, map, pipe } from 'rxjs';
import { z } from 'zod';

/**
 * Buys what has fallen too fast in a rising market and sells it once it has recovered: in below a low rsi
 * while the close is above its long average, out above a higher rsi. Short, if it may, the other way round.
 *
 * The average only lets in: who has bought waits for the recovery wherever the close goes. After Larry
 * Connors and Cesar Alvarez, "Short Term Trading Strategies That Work", 2008.
 */
export const rsiReversion = definePipeline({
  name: 'rsi-reversion',
  params: z
    .strictObject({
      symbols: z.array(z.string()).min(1),
      every: z.string().default('1d'),
      span: z.int().min(1).default(2),
      trend: z.int().min(2).default(200),
      entry: z.number().positive().lt(50).default(10),
      exit: z.number().positive().lt(100).default(65),
      direction: z.enum(['long', 'long-short']).default('long'),
      weight: z.number().positive().default(0.95),
    })
    .refine(({ entry, exit }) => entry < exit, { path: ['entry'], error: 'must be smaller than exit' }),
  warmup: ({ span, trend }) => ({ bars: Math.max(span, trend - 1) }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }) }),
  flow: ({ bar$ }, { params: { span, trend, entry, exit, direction, weight } }) => {
    const share = { long: weight, short: -weight, flat: 0 };
    const mayShort = direction === 'long-short';
    return bar$.pipe(
      perSymbol(
        pipe(
          enrich({
            rsi: rsi({ span, of: ({ close }) => close }),
            average: sma({ span: trend, of: ({ close }) => close }),
          }),
          stances({
            enter: ({ close, rsi: now, average }) => {
              const where = `close ${close.toPrecision(7)}, average of ${trend} ${average.toPrecision(7)}`;
              const because = `rsi ${span} at ${now.toFixed(1)}; ${where}`;
              if (now < entry && close > average) return { side: 'long', because };
              if (mayShort && now > 100 - entry && close < average) return { side: 'short', because };
              return undefined;
            },
            exit: (side) =>
              pipe(
                filter(({ rsi: now }) => (side === 'long' ? now > exit : now < 100 - exit)),
                map(({ rsi: now }) => `rsi ${span} is back at ${now.toFixed(1)}`),
              ),
          }),
          map(({ stance, because, input }) =>
            target({ symbol: input.symbol, weight: share[stance], because }),
          ),
        ),
      ),
    );
  },
});
