import type { AdjustmentBody } from '../domain/adjustment-body.js';
import type { FillBody } from '../domain/fill-body.js';
import type { Lot } from '../domain/lot.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** A fill that its broker may tell a fee of later. */
interface Filled {
  /** The lot that it opens, if it does. */
  readonly lot: string;
  readonly quantity: number;
  /** What fraction of it no trade has yet: a split changes the units of its lot, and not this. */
  open: number;
  /** Trades that it ended, and those of the lot that it opened. */
  readonly trades: Part[];
}

/** A trade by its place, and the fraction of a fill that it has. */
interface Part {
  readonly place: number;
  readonly share: number;
}

/**
 * Gives what a fill cost, where it is told only later, to the trades that it belongs to: as much to each as
 * if it had been told with the fill. Whose fill the broker means is known by the execution; of one that
 * replaced another, by its order.
 */
export class LateFees {
  readonly #closed: TradeRecord[];
  readonly #byExecution = new Map<string, Filled>();
  readonly #byOrder = new Map<string, Filled[]>();
  readonly #byLot = new Map<string, Filled>();
  /** The fill that is being booked. */
  #now: Filled | null = null;

  /** @param closed All trades; those that cost more after all are replaced in it. */
  constructor(closed: TradeRecord[]) {
    this.#closed = closed;
  }

  /** A fill is booked next; a simulated broker tells all of it at once, and is not remembered. */
  books(serial: number, { execution, order, quantity }: FillBody): void {
    this.settles();
    if (execution === undefined) return;
    const fill = { lot: String(serial), quantity, open: 1, trades: [] };
    this.#now = fill;
    this.#byExecution.set(execution, fill);
    this.#byOrder.set(order, [...(this.#byOrder.get(order) ?? []), fill]);
    this.#byLot.set(fill.lot, fill);
  }

  /** What is booked next is no fill. */
  settles(): void {
    this.#now = null;
  }

  /**
   * The newest trade ends a part of a lot.
   *
   * @param share What fraction of the lot that is.
   */
  ends(lot: string, { part, share }: { readonly part: number; readonly share: number }): void {
    const now = this.#now;
    if (now) this.#trades(now, Math.abs(part) / now.quantity);
    const opened = this.#byLot.get(lot);
    if (opened) this.#trades(opened, opened.open * share);
  }

  /** A fee was told: trades bear their shares of it, and lots that are open theirs, which are given anew. */
  charged(lots: readonly Lot[], { execution, order, money }: AdjustmentBody, multiplier: number): Lot[] {
    const own = this.#byExecution.get(execution ?? '');
    const fills = own ? [own] : (this.#byOrder.get(order ?? '') ?? []);
    const units = fills.reduce((sum, { quantity }) => sum + quantity, 0);
    const ofLots = new Map<string, number>();
    for (const { lot, quantity, open, trades } of fills) {
      const cost = -money * (quantity / units);
      for (const { place, share } of trades) {
        const trade = this.#closed[place];
        if (trade) this.#closed[place] = dearer(trade, cost * share, multiplier);
      }
      ofLots.set(lot, cost * open);
    }
    return lots.map((lot) => {
      const cost = ofLots.get(lot.id);
      return cost === undefined ? lot : { ...lot, commission: lot.commission + cost };
    });
  }

  #trades(fill: Filled, share: number): void {
    fill.trades.push({ place: this.#closed.length - 1, share });
    fill.open -= share;
  }
}

const dearer = (trade: TradeRecord, cost: number, multiplier: number): TradeRecord => ({
  ...trade,
  pnl: trade.pnl - cost,
  commission: trade.commission + cost,
  returnPct: trade.returnPct - (100 * cost) / (Math.abs(trade.quantity) * trade.entryPrice * multiplier),
});
