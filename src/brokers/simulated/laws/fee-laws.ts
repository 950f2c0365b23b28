import { ibkrFixed } from './ibkr-fixed.js';
import { ibkrTiered, type MonthlyTraded } from './ibkr-tiered.js';

/** The price lists that can be chosen by name (`broker.fees`). */
export type FeeLaw = 'ibkr-fixed' | 'ibkr-tiered';

/** What an order has cost by what it has traded so far, under each of them. */
export const FEE_LAWS: Readonly<Record<FeeLaw, (order: MonthlyTraded) => number>> = {
  'ibkr-fixed': ({ instrument, traded, maxPct }) => ibkrFixed(instrument.assetClass, traded, maxPct),
  'ibkr-tiered': ibkrTiered,
};
