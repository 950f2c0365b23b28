import type { Instrument } from '../../../domain/instrument.js';
import type { EntryOf } from '../../../domain/journal.js';

/** What was earned between two moments at which nothing of a symbol was held; money. */
export interface RoundTrip {
  /** After commissions. */
  readonly pnl: number;
}

/**
 * The closed trades of a run as backtrader 1.9.78.123 counts them (`Trade`): from flat to flat, in the order
 * of their ends. More of a position costs the average; a reversal ends a trade and begins the next, the
 * commission shared by size.
 */
export const roundTrips = (
  fills: readonly EntryOf<'fill'>[],
  instruments: Readonly<Record<string, Instrument>>,
): RoundTrip[] => {
  const open = new Map<string, Open>();
  const closed: RoundTrip[] = [];
  for (const { pipeline, symbol, body } of fills) {
    const key = `${pipeline}\n${symbol}`;
    const multiplier = instruments[symbol ?? '']?.multiplier ?? 1;
    let rest = body.side === 'buy' ? body.quantity : -body.quantity;
    while (rest !== 0) {
      const trade = open.get(key) ?? NONE;
      const part = trade.size === 0 || trade.size > 0 === rest > 0 ? rest : closing(trade.size, rest);
      const commission = body.commission * (Math.abs(part) / body.quantity);
      const after = updated(trade, { size: part, price: body.price, commission, multiplier });
      rest -= part;
      if (after.size !== 0) open.set(key, after);
      else {
        open.delete(key);
        closed.push({ pnl: after.profit - after.commission });
      }
    }
  }
  return closed;
};

interface Open {
  readonly size: number;
  readonly price: number;
  readonly profit: number;
  readonly commission: number;
}

const NONE: Open = { size: 0, price: 0, profit: 0, commission: 0 };

/** How much of a signed trade only makes what is held smaller. */
const closing = (held: number, size: number): number => (Math.abs(size) > Math.abs(held) ? -held : size);

const updated = (
  trade: Open,
  { size, price, ...fill }: { size: number; price: number; commission: number; multiplier: number },
): Open => {
  const after = trade.size + size;
  const commission = trade.commission + fill.commission;
  if (Math.abs(after) > Math.abs(trade.size)) {
    const average = (trade.size * trade.price + size * price) / after;
    return { ...trade, size: after, price: average, commission };
  }
  const profit = trade.profit + -size * (price - trade.price) * fill.multiplier;
  return { ...trade, size: after, profit, commission };
};
