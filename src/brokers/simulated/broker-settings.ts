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
}

/** Which rows of a symbol fill orders; null in the settings leaves it to the rule set. */
export type MatchOn = 'finest' | 'quotes' | 'trades' | 'bars';
