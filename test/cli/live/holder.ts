/** The text of a pipeline that holds what a trade's price says, and nothing once it has been quiet. */
export const HOLDER = `
import { definePipeline, target, trades } from 'millrace';
import { debounceTime, map, merge } from 'rxjs';
import { z } from 'zod';
export const holder = definePipeline({
  name: 'holder',
  params: z.strictObject({ steps: z.int().default(5) }),
  feeds: () => ({ trade$: trades({ symbols: ['A', 'B'] }) }),
  flow: ({ trade$ }, { params: { steps }, clock }) =>
    merge(
      trade$.pipe(
        map(({ symbol, price }) => {
          const quantity = Math.round(price * 100) % steps;
          return target({ symbol, quantity, because: 'price ' + price });
        }),
      ),
      trade$.pipe(
        debounceTime(1_500, clock),
        map(({ symbol }) => target({ symbol, quantity: 0, because: 'quiet' })),
      ),
    ),
});
`;

/** The text of a pipeline that takes small parts of the third symbol, each with its own exits. */
export const PROTECTED = `
import { definePipeline, submit, trades } from 'millrace';
import { filter, map } from 'rxjs';
import { z } from 'zod';
export const protectedEntries = definePipeline({
  name: 'protected-entries',
  params: z.strictObject({}),
  feeds: () => ({ trade$: trades({ symbols: ['IDLE'] }) }),
  flow: ({ trade$ }) =>
    trade$.pipe(
      map(({ symbol, price }, n) => {
        const exits = { stopLoss: { stopPrice: price - 0.05 }, takeProfit: { limitPrice: price + 0.05 } };
        const entry = { symbol, key: 'entry ' + n, side: 'buy', quantity: 3 };
        return submit({ ...entry, ...exits, because: 'price ' + price });
      }),
      filter((_, n) => n % 4 === 0),
    ),
});
`;

const BEGIN = Date.UTC(2024, 0, 2, 14, 30);

/**
 * Lines of trades for it: every second one of each symbol, with a pause now and then. Of three symbols it
 * hears two.
 */
export const HELD_LINES: readonly string[] = Array.from({ length: 120 }, (_, round) => {
  const at = BEGIN + round * 1_000 + Math.floor(round / 20) * 5_000;
  return ['A', 'B', 'IDLE'].map((symbol, salt) => {
    const price = 100 + ((round * 7 + salt * 8) % 23) / 100;
    return JSON.stringify({ kind: 'trade', symbol, at, price, size: 1_000 });
  });
}).flat();

/** The source that a file of these lines is. */
export const heldSource = (file: string): string => `lines:${file}?symbols=A,B,IDLE&kinds=trade&speed=step`;
