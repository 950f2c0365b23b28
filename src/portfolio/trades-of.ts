import type { Entry } from '../domain/journal.js';
import type { TradeRecord } from '../domain/trade-record.js';
import { Ledger } from './ledger.js';

/** All lots that a journal closed, in the order in which they were closed. */
export const tradesOf = (entries: Iterable<Entry>): readonly TradeRecord[] => {
  const ledger = new Ledger();
  for (const entry of entries) {
    if (entry.kind === 'begin') ledger.begin(entry.body);
    if (entry.kind === 'fill') ledger.fill(entry);
  }
  return ledger.closed;
};
