/** A pipeline file that looks at every trade, and holds what its price says. */
export const RESTLESS = `
import { definePipeline, target, trades } from 'millrace';
import { map } from 'rxjs';
import { z } from 'zod';
export const restless = definePipeline({
  name: 'restless',
  params: z.strictObject({ symbols: z.array(z.string()).min(1) }),
  feeds: ({ symbols }) => ({ trade$: trades({ symbols }) }),
  flow: ({ trade$ }) =>
    trade$.pipe(
      map(({ symbol, price }) =>
        target({ symbol, quantity: Math.round(price * 100) % 5, because: 'price ' + price }),
      ),
    ),
});
`;
