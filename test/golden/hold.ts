import { bars, definePipeline, target } from 'millrace';
import { map, take } from 'rxjs';
import { z } from 'zod';

/** Puts a weight into one symbol with its first bar and holds it. */
export default definePipeline({
  name: 'hold',
  params: z.strictObject({
    symbol: z.string(),
    every: z.string().default('1d'),
    weight: z.number().default(1),
  }),
  feeds: ({ symbol, every }) => ({ bar$: bars({ symbols: [symbol], every }) }),
  flow: ({ bar$ }, { params: { symbol, weight } }) =>
    bar$.pipe(
      take(1),
      map(() => target({ symbol, weight, because: 'the first bar is there' })),
    ),
});
