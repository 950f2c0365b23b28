import type { Instrument } from '../domain/instrument.js';
import type { Outcome } from '../domain/journal.js';
import type { Disputed } from '../domain/outside-view.js';
import type { MarketView, PortfolioView } from '../domain/portfolio-view.js';
import type { Limits } from './limits.js';

/** All that a decision may look at; the same in backtest, paper and live. */
export interface RiskContext {
  readonly portfolio: PortfolioView;
  readonly market: MarketView;
  readonly limits: Limits;
  readonly rules: RulesFacts;
  readonly instrument: (symbol: string) => Instrument;
  readonly now: () => number;
  readonly nextOrderId: () => string;
  /**
   * Prices and quantities of this symbol are put on its grid: real venues refuse others,
   * references have none.
   */
  readonly snaps: (symbol: string) => boolean;
  /** The smallest part of a symbol that trades: its lot, or what the rules call a unit. */
  readonly unit: (symbol: string) => number;
  /** How a target in money becomes units, where the rules have a law of their own for it. */
  readonly sizing?: TargetSizing;
  /** Share of a position's value that it ties up; its inverse is the leverage. */
  readonly marginRatio: number;
  /** A new order takes the place of all that its pipeline holds in the symbol (`broker.exclusiveOrders`). */
  readonly exclusive: boolean;
  /** A row of this symbol can fill an order in this run. */
  readonly tradable: (symbol: string) => boolean;
  readonly inSession: (symbol: string, at: number) => boolean;
  /** What keeps a pipeline from new risk in a symbol (null: in any) now: a loss limit or a brake. */
  readonly latched: (pipeline: string, symbol: string | null) => Outcome | null;
  /**
   * What journal and broker hold of a symbol that may take no new risk, where they do not agree: what closes
   * by the one may open something at the other. Null: they agree, or the broker is part of the run.
   */
  readonly disputed: (symbol: string) => Disputed | null;
  /** Orders approved in the minute before now. */
  readonly ordersInLastMinute: () => number;
}

/** Units that a holding should have, from money, what is held and the newest price; or why it cannot say. */
export type TargetSizing = (wish: {
  readonly money: number;
  readonly equity: number;
  readonly held: number;
  readonly price: number;
  readonly instrument: Instrument;
}) => number | Outcome;

/** What risk has to know of the rule set. */
export interface RulesFacts {
  readonly name: string;
  /** Orders may say a share of the free buying power, which the law turns into units at the fill. */
  readonly sizesAtFill: boolean;
  /** Opposite orders of different pipelines are refused, as a venue would (wash trades). */
  readonly refusesCrossing: boolean;
}
