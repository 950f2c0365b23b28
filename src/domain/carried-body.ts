import type { TargetIntent } from './intent.js';
import type { Lot } from './lot.js';
import type { OperatorCommand } from './operator-command.js';
import type { Order, OrderState } from './order.js';
import type { OutcomeCode } from './outcome-codes.js';

/**
 * What a segment takes over from those before it. It is journaled at the segment's head, right behind its
 * beginning, so that nothing behind it has to be known to go on.
 */
export interface CarriedBody {
  /** The segment that begins with it. */
  readonly segment: number;
  /** Who wished a new segment, why, and what is not as it was. */
  readonly who: string;
  readonly why: string;
  readonly changes: readonly string[];
  /** Money by currency, all pipelines together. */
  readonly cash: Readonly<Record<string, number>>;
  readonly accounts: readonly CarriedAccount[];
  /**
   * What still worked, each for what was left of it, or whole where a broker outside works it; a bracket's
   * exits behind their entry.
   */
  readonly orders: readonly Order[];
  /** Those of them that are taken back at once. */
  readonly cancels: readonly string[];
  readonly targets: readonly CarriedTarget[];
  /** What people said and nobody took back, oldest first. */
  readonly said: readonly CarriedWord[];
  /** Loss limits that were reached and hold still. */
  readonly latches: readonly CarriedLatch[];
  /** The last price of every symbol that somebody holds or has an order in, where one is known. */
  readonly prices: Readonly<Record<string, number>>;
  readonly totals: CarriedTotals;
  /** What a broker outside may still speak of; absent where the broker is in the wheel. */
  readonly outside?: CarriedOutside;
}

/** What the run has come to, so that numbers of it go on over all segments. */
export interface CarriedTotals {
  readonly ordersSent: number;
  readonly fills: number;
  readonly refusals: number;
  readonly gaps: number;
  readonly late: number;
  readonly commissions: number;
  readonly trades: number;
  /** Of the trades those that brought money. */
  readonly won: number;
  /** Money that fills in a symbol have brought a pipeline less what they took, commissions off. */
  readonly cashFlows: readonly {
    readonly pipeline: string;
    readonly symbol: string;
    readonly money: number;
  }[];
}

/** What is known of a broker outside, besides the orders that it works. */
export interface CarriedOutside {
  /** How those stand. */
  readonly working: readonly CarriedStanding[];
  /** Orders that are over, in the order in which they were placed: something may still be told of them. */
  readonly finished: readonly (Omit<CarriedStanding, 'order'> & { readonly order: Order })[];
  /** By segment the newest order that is over for too long to be known: its number. */
  readonly forgotten: Readonly<Record<string, number>>;
  /** What was booked of all of these. */
  readonly fills: readonly CarriedFill[];
}

/** Where an order stands. */
export interface CarriedStanding {
  readonly order: string;
  readonly state: OrderState;
  readonly filled: number;
}

/** A fill whose fee or price may be told yet. */
export interface CarriedFill {
  readonly execution: string;
  readonly order: string;
  /** The lot that it opened, if it did. */
  readonly lot: string;
  readonly quantity: number;
  /** What fraction of it no trade has. */
  readonly open: number;
}

/** What a pipeline owns. */
export interface CarriedAccount {
  readonly pipeline: string;
  /** What it had at the very beginning. */
  readonly capital: number;
  readonly balance: number;
  readonly lots: readonly Lot[];
}

/** What a pipeline last wished to hold in a symbol. */
export interface CarriedTarget {
  readonly pipeline: string;
  readonly intent: TargetIntent;
  readonly serial: number;
  readonly quantity: number | null;
  readonly rejected: boolean;
  readonly waiting: boolean;
}

/** What a person said, and when. */
export interface CarriedWord {
  readonly at: number;
  readonly command: OperatorCommand;
  readonly who: string;
  readonly why: string;
}

/** A loss limit that was reached; `until`: through which day it holds, null without end. */
export interface CarriedLatch {
  readonly code: OutcomeCode;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly limit: 'maxDailyLossPct' | 'maxDrawdownPct';
  readonly until: string | null;
}
