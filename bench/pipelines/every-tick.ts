import { bars, definePipeline, target, trades } from 'millrace';
import { filter, map, scan } from 'rxjs';
import { z } from 'zod';

/**
 * Takes every trade as an object through five stock operators, and at every `step`-th of them turns the
 * position of the next symbol on or off. Bars of a minute are there for the fills alone.
 */
export const everyTick = definePipeline({
  name: 'every-tick',
  params: z.strictObject({ symbols: z.array(z.string()).min(1), step: z.int().min(1) }),
  feeds: ({ symbols }) => ({ trade$: trades({ symbols }), bar$: bars({ symbols, every: '1m' }) }),
  flow: ({ trade$ }, { params: { symbols, step } }) =>
    trade$.pipe(
      filter(({ size }) => size !== null && size > 0),
      map(({ price, size }) => price * (size ?? 0)),
      scan(({ count, traded }, notional) => ({ count: count + 1, traded: traded + notional }), {
        count: 0,
        traded: 0,
      }),
      filter(({ count }) => count % step === 0),
      map(({ count, traded }) => {
        const turn = count / step;
        const quantity = Math.floor(turn / symbols.length) % 2 === 0 ? 10 : 0;
        const symbol = symbols[turn % symbols.length] ?? '';
        return target({ symbol, quantity, because: `traded ${traded.toFixed(0)}` });
      }),
    ),
});
