import type { CarriedTotals } from '../domain/carried-body.js';
import type { TradeRecord } from '../domain/trade-record.js';
import type { TradeList } from './trade-list.js';

/** Counts trades, and those that won; of a run that goes on for months it keeps the newest alone. */
export class TradeTally implements TradeList {
  count = 0;
  won = 0;
  readonly #newest = new Map<number, TradeRecord>();

  /** @param max How many can be retold. */
  constructor(private readonly max: number) {}

  /** A segment begins: how many there were before it. */
  carry({ trades, won }: Pick<CarriedTotals, 'trades' | 'won'>): void {
    this.count = trades;
    this.won = won;
  }

  add(trade: TradeRecord): number {
    const place = this.count;
    this.count += 1;
    this.#newest.delete(place - this.max);
    this.put(place, trade);
    return place;
  }

  at(place: number): TradeRecord | undefined {
    return this.#newest.get(place);
  }

  put(place: number, trade: TradeRecord): void {
    this.won += wins(trade) - wins(this.at(place));
    this.#newest.set(place, trade);
  }
}

const wins = (trade: TradeRecord | undefined): number => (trade && trade.pnl > 0 ? 1 : 0);
