import { bars, definePipeline, type FillEvent, fills, type OrderEvent, orders, submit } from 'millrace';
import { type Band, bollinger } from 'millrace/operators/bollinger';
import { enrich } from 'millrace/operators/enrich';
import { perSymbol } from 'millrace/operators/per-symbol';
import { filter, map, merge, pipe, scan } from 'rxjs';
import { z } from 'zod';

/**
 * Buys a close above the upper Bollinger band, with a stop-loss at the middle and a take-profit some band
 * widths above; the bracket gets out, and while anything is held or on its way no other breakout gets in.
 */
export const bollingerBreakout = definePipeline({
  name: 'bollinger-breakout',
  params: z.strictObject({
    symbols: z.array(z.string()).min(1),
    every: z.string().default('1d'),
    span: z.int().min(2).default(20),
    deviations: z.number().positive().default(2),
    profitWidths: z.number().positive().default(1),
    quantity: z.number().positive().default(100),
  }),
  warmup: ({ span }) => ({ bars: span - 1 }),
  feeds: ({ symbols, every }) => ({ bar$: bars({ symbols, every }), fill$: fills(), order$: orders() }),
  flow: ({ bar$, fill$, order$ }, { params: { span, deviations, profitWidths, quantity } }) => {
    const row$ = bar$.pipe(
      perSymbol(enrich({ band: bollinger({ span, deviations, of: ({ close }) => close }) })),
    );
    const profitOf = ({ upper, lower }: Band): number => upper + profitWidths * (upper - lower);
    return merge(row$, fill$, order$).pipe(
      perSymbol(
        pipe(
          enrich({ book: scan(bookAfter, { held: 0, alive: [] }) }),
          filter((event) => event.kind === 'bar'),
          filter(({ book }) => Math.abs(book.held) < ROUNDING && book.alive.length === 0),
          // A close beyond its own take-profit would be a bracket out of order.
          filter(({ close, band }) => close > band.upper && close < profitOf(band)),
          map(({ symbol, at, close, band }) =>
            submit({
              key: `${symbol} breakout ${new Date(at).toISOString()}`,
              symbol,
              side: 'buy',
              quantity,
              stopLoss: { stopPrice: band.middle },
              takeProfit: { limitPrice: profitOf(band) },
              because:
                `close ${close.toPrecision(7)} is above the upper band ${band.upper.toPrecision(7)} ` +
                `of ${span} bars; out at ${band.middle.toPrecision(7)} or ${profitOf(band).toPrecision(7)}`,
            }),
          ),
        ),
      ),
    );
  },
});

/** What a symbol's own events add up to: units held, and orders that may still fill. */
interface Book {
  readonly held: number;
  readonly alive: readonly string[];
}

/** Fills of fractions may add up to almost nothing. */
const ROUNDING = 1e-9;

const ALIVE: ReadonlySet<string> = new Set(['pending', 'working', 'partial'] satisfies OrderEvent['state'][]);

const bookAfter = (book: Book, event: FillEvent | OrderEvent | { readonly kind: 'bar' }): Book => {
  if (event.kind === 'fill') {
    return { held: book.held + (event.side === 'buy' ? event.quantity : -event.quantity), alive: book.alive };
  }
  if (event.kind === 'order') {
    const others = book.alive.filter((key) => key !== event.key);
    return { held: book.held, alive: ALIVE.has(event.state) ? [...others, event.key] : others };
  }
  return book;
};
