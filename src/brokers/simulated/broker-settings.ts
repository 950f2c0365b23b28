import type { FeeLaw } from './laws/fee-laws.js';
import type { SlippageLaw } from './laws/slippage-laws.js';

/**
 * The `broker:` part of the config, units in the names. Which of them a rule set reads stands in its row.
 */
export interface BrokerSettings {
  /** Capital in the base currency. */
  readonly cash: number;
  readonly spreadBps: number;
  readonly commissionBps: number;
  /** Money per order. */
  readonly commissionFixed: number;
  /** Share of a position's value that must be covered by equity, in (0, 1]. */
  readonly marginRatio: number;
  readonly tradeOnClose: boolean;
  readonly exclusiveOrders: boolean;
  readonly hedging: boolean;
  /** The smallest part of a unit that is traded; null: whole units. */
  readonly fractionalUnit: number | null;
  readonly finalizeTrades: boolean;
  readonly matchOn: MatchOn | null;
  readonly latencyMs: number;
  /** The most that a commission may be, in percent of the traded value. */
  readonly maxCommissionPct: number;
  // From here on absent where nobody has set it, so that runs which know nothing of it keep their hashes.
  /** Money per unit, a contract say. */
  readonly commissionPerUnit?: number;
  /** How far fills slip against whoever trades: of the price, or in points of it where that is 0. */
  readonly slippageBps?: number;
  readonly slippagePoints?: number;
  /** Fills at the open slip too. */
  readonly slipOpen?: boolean;
  /** A price that slips out of its bar is drawn back to the bar; else the order waits. */
  readonly slipMatch?: boolean;
  /** The same for limit orders where `slipMatch` says no. */
  readonly slipLimit?: boolean;
  /** A price that slips out of its bar is taken as it is. */
  readonly slipOut?: boolean;
  /** Selling short brings cash. */
  readonly shortCash?: boolean;
  /** New orders are held against the cash before they work. */
  readonly checkSubmit?: boolean;
  /** The price list by which fills are charged. */
  readonly fees?: FeeLaw;
  /** How an order moves the price against itself. */
  readonly slippage?: SlippageLaw;
  /** What that law is multiplied by; absent: its own. */
  readonly slippageCoefficient?: number;
}

/** Which rows of a symbol fill orders; null in the settings leaves it to the rule set. */
export type MatchOn = 'finest' | 'quotes' | 'trades' | 'bars';
