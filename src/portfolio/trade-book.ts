import type { AdjustmentBody } from '../domain/adjustment-body.js';
import type { CarriedFill } from '../domain/carried-body.js';
import type { FillBody } from '../domain/fill-body.js';
import type { Lot } from '../domain/lot.js';
import type { TradeRecord } from '../domain/trade-record.js';
import type { TradeList } from './trade-list.js';
import { type Closing, type Ending, tradeOf } from './trade-of.js';
import { withoutNoise } from './without-noise.js';

/** A fill of which its broker may tell something later. */
interface Filled {
  /** The lot that it opens, if it does. */
  readonly lot: string;
  readonly execution: string;
  readonly quantity: number;
  /** What fraction of it no trade has yet: a split changes the units of its lot, and not this. */
  open: number;
  /** Trades that it ended, and those of the lot that it opened. */
  readonly trades: Part[];
}

/** A trade by its place, the fraction of a fill that it has, and which of its ends the fill is. */
interface Part {
  readonly place: number;
  readonly share: number;
  readonly end: 'entryPrice' | 'exitPrice';
}

/** Lots as they are now, and what of the money is no profit yet, since it is theirs. */
interface Told {
  readonly lots: readonly Lot[];
  readonly unrealised: number;
}

/**
 * Takes trades down, and gives what a broker tells of a fill only later, what it cost or another price, to
 * the trades and lots that it belongs to, as if it had been told with the fill. Whose fill the broker means
 * is known by the execution; of one that replaced another, by its order.
 */
export class TradeBook {
  readonly #closed: TradeList | null;
  readonly #byExecution = new Map<string, Filled>();
  readonly #byOrder = new Map<string, Filled[]>();
  readonly #byLot = new Map<string, Filled>();
  /** The fill that is being booked. */
  #now: Filled | null = null;

  /**
   * @param closed Where trades are put; null where nobody asks for them: a long run has very many.
   */
  constructor(closed: TradeList | null) {
    this.#closed = closed;
  }

  /** A fill is booked next; a simulated broker tells all of it at once, and is not remembered. */
  books(lot: string, { execution, order, quantity }: FillBody): void {
    this.settles();
    if (execution === undefined) return;
    this.#now = { lot, execution, quantity, open: 1, trades: [] };
    this.#put(order, this.#now);
  }

  /** A segment begins: what was booked before it, where that is not known here anyway. */
  carry(fills: readonly CarriedFill[]): void {
    for (const { order, ...fill } of fills) {
      if (!this.#byExecution.has(fill.execution)) this.#put(order, { ...fill, trades: [] });
    }
  }

  /** What was booked of an order, for another segment. */
  booked(order: string): readonly CarriedFill[] {
    const fills = this.#byOrder.get(order) ?? [];
    return fills.map(({ execution, lot, quantity, open }) => ({ execution, order, lot, quantity, open }));
  }

  /** Nothing more is told of an order. */
  forgets(order: string): void {
    for (const { lot, execution } of this.#byOrder.get(order) ?? []) {
      this.#byExecution.delete(execution);
      this.#byLot.delete(lot);
    }
    this.#byOrder.delete(order);
  }

  /** What is booked next is no fill. */
  settles(): void {
    this.#now = null;
  }

  /** A part of a lot is closed. */
  ends(closing: Closing, ending: Ending): void {
    const { lot, part, share } = ending;
    const place = this.#closed?.add(tradeOf(closing, ending)) ?? null;
    const now = this.#now;
    if (now) addPart(now, { place, share: Math.abs(part) / now.quantity, end: 'exitPrice' });
    const opened = this.#byLot.get(lot.id);
    if (opened) addPart(opened, { place, share: opened.open * share, end: 'entryPrice' });
  }

  /** Something was told: trades bear their shares of it, and lots that are open theirs. */
  tells(lots: readonly Lot[], { execution, order, reason, money }: AdjustmentBody, multiplier: number): Told {
    this.settles();
    const own = this.#byExecution.get(execution ?? '');
    const fills = own ? [own] : (this.#byOrder.get(order ?? '') ?? []);
    const units = fills.reduce((sum, { quantity }) => sum + quantity, 0);
    const ofLots = new Map<string, number>();
    for (const { lot, quantity, open, trades } of fills) {
      const more = money * (quantity / units);
      for (const { place, share, end } of trades) {
        const trade = this.#closed?.at(place);
        if (trade) this.#closed?.put(place, retold(trade, { reason, more: more * share, end, multiplier }));
      }
      ofLots.set(lot, more * open);
    }
    const theirs = lots.reduce((sum, { id }) => sum + (ofLots.get(id) ?? 0), 0);
    return {
      lots: lots.map((lot) => lotRetold(lot, { reason, more: ofLots.get(lot.id) ?? 0, multiplier })),
      unrealised: reason === 'correction' ? theirs : 0,
    };
  }

  #put(order: string, fill: Filled): void {
    this.#byExecution.set(fill.execution, fill);
    this.#byOrder.set(order, [...(this.#byOrder.get(order) ?? []), fill]);
    this.#byLot.set(fill.lot, fill);
  }
}

/** Gives a fill its share of a trade, whose place is null where trades are not taken down. */
const addPart = (
  fill: Filled,
  { place, share, end }: Omit<Part, 'place'> & { place: number | null },
): void => {
  fill.open -= share;
  if (place !== null) fill.trades.push({ place, share, end });
};

/** Money that comes, or goes below 0, for a reason. */
interface More {
  readonly reason: AdjustmentBody['reason'];
  readonly more: number;
  readonly multiplier: number;
}

/** More money for a trade is less that it cost, or a better price at its one end. */
const retold = (
  trade: TradeRecord,
  { reason, more, end, multiplier }: More & Pick<Part, 'end'>,
): TradeRecord => {
  if (more === 0) return trade;
  const { quantity } = trade;
  const points = more / (quantity * multiplier);
  const price = withoutNoise(end === 'exitPrice' ? trade.exitPrice + points : trade.entryPrice - points);
  const told = reason === 'fee' ? { commission: trade.commission - more } : { [end]: price };
  const { entryPrice, exitPrice, commission } = { ...trade, ...told };
  const pnl = quantity * (exitPrice - entryPrice) * multiplier - commission;
  return { ...trade, ...told, pnl, returnPct: (100 * pnl) / (Math.abs(quantity) * entryPrice * multiplier) };
};

const lotRetold = (lot: Lot, { reason, more, multiplier }: More): Lot => {
  if (more === 0) return lot;
  const { quantity, commission, entryPrice } = lot;
  if (reason === 'fee') return { ...lot, commission: commission - more };
  return { ...lot, entryPrice: withoutNoise(entryPrice - more / (quantity * multiplier)) };
};
