import type { TradeRecord } from '../domain/trade-record.js';

/** Where trades are taken down, and retold where they came out otherwise after all. */
export interface TradeList {
  /** Takes one down, and gives its place. */
  add(trade: TradeRecord): number;
  /** The one at a place; absent where it is not known any more. */
  at(place: number): TradeRecord | undefined;
  put(place: number, trade: TradeRecord): void;
}
