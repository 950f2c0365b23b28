import type { Entry } from '../domain/journal.js';
import type { Lot } from '../domain/portfolio-view.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { Ledger } from './ledger.js';

/** What a journal's fills came to. */
export interface Trades {
  /** Lots, or parts of them, in the order in which they were closed. */
  readonly closed: readonly TradeRecord[];
  /** Lots that are open at the end, oldest first. */
  readonly open: readonly Lot[];
}

/** Folds the fills of a journal into trades. */
export const tradesOf = (entries: Iterable<Entry>): Trades => {
  const ledger = new Ledger();
  for (const entry of entries) {
    if (entry.kind === 'begin') ledger.begin(entry.body);
    if (entry.kind === 'fill') ledger.fill(entry);
    if (entry.kind === 'halt' && entry.body.code === 'RUINED') ledger.ruin(entry.pipeline ?? '');
  }
  return { closed: ledger.closed, open: [...ledger.accounts.values()].flatMap(({ lots }) => lots) };
};
