import type { Instrument } from '../domain/instrument.js';
import type { Lot } from '../domain/lot.js';

/** What the end of a part of a lot brings in cash: its price comes back, or with daily settlement its P&L. */
export const proceedsOf = (
  { entryPrice }: Lot,
  { part, price }: { readonly part: number; readonly price: number },
  { settlement, multiplier }: Instrument,
): number => {
  const money = settlement === 'daily' ? (price - entryPrice) * part : price * part;
  return money * multiplier;
};
