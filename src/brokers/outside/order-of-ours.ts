import type { OrderRecord } from '../../domain/journal.js';
import type { OutsideAnswer } from '../simulated/simulated-broker.js';
import { freezeWith } from './freeze-with.js';
import type { OutsideBooks } from './outside-books.js';

/**
 * The order that a name of the broker's stands for; null where somebody else sent it, or it is over for so
 * long that nothing but that is known. A name of ours that the journal does not have freezes its symbol:
 * something was sent that nobody remembers.
 */
export function* orderOfOurs(
  books: OutsideBooks,
  name: string,
  symbol: string | null,
): Generator<OutsideAnswer, OrderRecord | null> {
  const id = books.terms.names.idOf(name);
  if (id === null) return null;
  const record = books.context.portfolio.order(id);
  if (record) return record;
  if (books.context.portfolio.isForgotten(id)) return null;
  const outcome = { code: 'ORDER_UNREMEMBERED', facts: { order: name } } as const;
  yield* freezeWith(books, { name: `unremembered:${name}`, symbol }, outcome);
  return null;
}
