import type { EntryOf } from '../../../domain/journal.js';
import { barOf } from './bar-of.js';
import { type FillKind, fillKinds } from './fill-kinds.js';
import { rounded } from './rounded.js';
import type { TradeContext } from './trade-columns.js';

/** Fills as columns. Texts are indices of words; bars are indices among the bars of the fill's symbol. */
export interface FillColumns {
  readonly pipeline: readonly number[];
  readonly symbol: readonly number[];
  readonly kind: readonly FillKind[];
  /** Signed: what was sold is negative. */
  readonly quantity: readonly number[];
  readonly price: readonly number[];
  /** The venue's time, epoch milliseconds. */
  readonly at: readonly number[];
  readonly bar: readonly number[];
  readonly because: readonly number[];
}

/** Puts fills into columns, each with the bar in which it is drawn; at most so many. */
export const fillColumns = ({ fills, bars, words }: TradeContext, limit: number): FillColumns => {
  const told = fills.slice(0, limit);
  const column = (of: (fill: EntryOf<'fill'>) => number): number[] => told.map(of);
  return {
    pipeline: column(({ pipeline }) => words.indexOf(pipeline ?? '')),
    symbol: column(({ symbol }) => words.indexOf(symbol ?? '')),
    kind: fillKinds(told),
    quantity: column(({ body }) => (body.side === 'buy' ? body.quantity : -body.quantity)),
    price: column(({ body }) => rounded(body.price)),
    at: column(({ body }) => body.happenedAt),
    bar: column(({ symbol, body: { happenedAt, price, bar } }) =>
      barOf(bars.get(symbol ?? ''), { at: happenedAt, price, bar }),
    ),
    because: column(({ body }) => words.indexOf(body.because)),
  };
};
