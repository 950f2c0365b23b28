import type { Instrument } from '../../../domain/instrument.js';
import type { EntryOf } from '../../../domain/journal.js';

/**
 * What each fill earned that made a holding smaller: its part at the average price of the holding, less twice
 * the fill's own fee, in order of time.
 *
 * Source: LEAN, commit 2486390, `SecurityPortfolioModel.ProcessFill`, which takes the entry to have cost what
 * the exit did.
 */
export const closedProfits = (
  fills: readonly EntryOf<'fill'>[],
  instruments: Readonly<Record<string, Instrument>>,
): number[] => {
  const held = new Map<string, { readonly size: number; readonly average: number }>();
  return fills.flatMap(({ pipeline, symbol, body: { side, quantity, price, commission } }) => {
    const key = `${pipeline}\n${symbol}`;
    const { size, average } = held.get(key) ?? { size: 0, average: 0 };
    const traded = side === 'buy' ? quantity : -quantity;
    const after = size + traded;
    if (size * traded >= 0) {
      held.set(key, { size: after, average: (size * average + traded * price) / after });
      return [];
    }
    const closed = Math.min(Math.abs(size), quantity) * Math.sign(size);
    held.set(key, { size: after, average: size * after > 0 ? average : price });
    const multiplier = instruments[symbol ?? '']?.multiplier ?? 1;
    return [closed * (price - average) * multiplier - 2 * commission];
  });
};
