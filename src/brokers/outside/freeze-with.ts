import type { Outcome } from '../../domain/journal.js';
import type { BrokerFreeze } from '../simulated/simulated-broker.js';
import type { OutsideBooks } from './outside-books.js';

/** Says that something is not known: its symbol (null: every one) takes no new risk until it is. */
export const freezeWith = (
  { freezes, context }: OutsideBooks,
  { name, symbol }: { name: string; symbol: string | null },
  outcome: Outcome,
): Iterable<BrokerFreeze> => freezes.set({ ...outcome, name, symbol, since: context.now() });
