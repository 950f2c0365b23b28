import { isoText } from '../domain/iso-text.js';
import type { TradeRecord } from '../domain/trade-record.js';

/** A trade as documents show it: its times are ISO 8601 in UTC. */
export interface TradeRow extends Omit<TradeRecord, 'entryAt' | 'exitAt'> {
  readonly entryAt: string;
  readonly exitAt: string;
}

/** Writes the times of a trade. */
export const tradeRow = (trade: TradeRecord): TradeRow => ({
  ...trade,
  entryAt: isoText(trade.entryAt),
  exitAt: isoText(trade.exitAt),
});
