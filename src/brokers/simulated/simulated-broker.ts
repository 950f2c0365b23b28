import type { ActionBody } from '../../domain/action-body.js';
import type { AdjustmentBody } from '../../domain/adjustment-body.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Facts, Outcome } from '../../domain/journal.js';
import type { MarketEvent } from '../../domain/market-event.js';
import type { Command, Order, OrderChange, OrderState, Side } from '../../domain/order.js';
import type { OutcomeCode } from '../../domain/outcome-codes.js';
import type { ExecutionWord, OutsideEvent } from '../../domain/outside-event.js';
import type { Disputed, Freeze, OrderFate, PositionSeen } from '../../domain/outside-view.js';
import type { MarketView, PortfolioView } from '../../domain/portfolio-view.js';
import type { Approved } from '../../risk/approved.js';

/**
 * A broker inside the wheel. Every answer is a value that the wheel journals, folds into the portfolio and
 * delivers before it asks for the next one; so a law that sizes the second fill sees the first.
 */
export interface SimulatedBroker {
  /** Takes a command; its order can fill from the next row on. */
  accept(command: Approved<Command>): Iterable<BrokerEvent>;
  /**
   * Meets a row of the match stream, or a split or dividend, with the orders accepted before it; a list is
   * booked as one.
   */
  meet(event: MarketEvent): Iterable<BrokerEvent | readonly BrokerEvent[]>;
  /** After the last row was delivered to the pipelines and marked: ruin and other laws of a row's end. */
  settle(event: MarketEvent): Iterable<BrokerEvent>;
  /** How ticks are matched, where rules match them. */
  readonly ticks?: TickMatching | undefined;
  /** Where the broker is outside of this process: what it says is told here, and comes later. */
  readonly outside?: OutsideHearing | undefined;
  /** After the end of the run: closings for the statistic's sake, where the rule set has them. */
  finalize(): Iterable<BrokerEvent>;
}

/** Ticks may pass a broker by while none of its orders waits for one. */
export interface TickMatching {
  /** Whether no order is at work and no command on its way. */
  isIdle(): boolean;
  /** Ticks of a symbol's match stream passed: when the last one was known, how many quotes were crossed. */
  passed(symbol: string, at: number, crossed: number): void;
}

/** A broker outside of this process, as the wheel hears it. */
export interface OutsideHearing {
  /** Takes what it said; each answer is booked before the next one is asked for. */
  hear(event: OutsideEvent): Iterable<OutsideAnswer>;
  /** What it told of executions before this segment began; its orders are in the books already. */
  takeOver(told: readonly ExecutionWord[]): void;
  /** Takes a person's word that what the broker holds of a symbol is so. */
  reconcile(asked: Reconciliation): Iterable<OutsideAnswer>;
  /** Why a symbol may take no new risk; null: it may. */
  frozen(symbol: string): Outcome | null;
  /** What journal and broker hold of a symbol that may take no new risk; null: they agree. */
  disputed(symbol: string): Disputed | null;
  /** Everything for which no new risk passes, oldest first. */
  freezes(): readonly Freeze[];
  /** What the newest snapshot showed, compared three ways. */
  positions(): readonly PositionSeen[];
  fate(order: string): OrderFate;
  /** Whether another snapshot could settle something: then it is worth asking before its time. */
  isUnsettled(): boolean;
}

/** What a person accepts, who he is, and why. */
export interface Reconciliation {
  /** Null: what is not about a known symbol. */
  readonly symbol: string | null;
  /** Whose books follow; null where one pipeline alone trades the symbol. */
  readonly pipeline: string | null;
  readonly who: string;
  readonly why: string;
}

/** What a broker says. */
export type BrokerEvent = BrokerFill | BrokerOrder | HouseOrder | BrokerNotice | BrokerRuin | BrokerAction;

/** What the words of a broker outside come to. */
export type OutsideAnswer = BrokerEvent | BrokerAdjustment | BrokerFreeze | BrokerAgain;

/** An execution, before the wheel gives it its serial. */
export interface BrokerFill {
  readonly kind: 'fill';
  readonly order: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly commission: number;
  readonly happenedAt: number;
  readonly effect: 'net' | 'open' | 'close';
  readonly lot: string | null;
  readonly entryCommission: number | null;
  /** The bar it belongs to: the one being met, or the one before (`tradeOnClose`). */
  readonly bar: 'current' | 'previous';
  readonly complete: boolean;
  /** The identity that a broker outside gave it. */
  readonly execution?: string;
}

/** Units or money that no fill brought. */
export interface BrokerAdjustment extends AdjustmentBody {
  readonly kind: 'adjustment';
  readonly pipeline: string;
  readonly symbol: string;
}

/** Something about a symbol (null: about all) is not known any more, or is known again. */
export interface BrokerFreeze extends Outcome {
  readonly kind: 'freeze';
  readonly symbol: string | null;
  readonly frozen: boolean;
}

/** A cancel was lost on its way: what was approved is asked for once more. */
export interface BrokerAgain {
  readonly kind: 'again';
  readonly command: Approved<Command>;
  readonly pipeline: string;
  readonly symbol: string;
}

/** An order that has changed its state. */
export interface BrokerOrder {
  readonly kind: 'order';
  readonly order: string;
  readonly state: OrderState;
  readonly code: OutcomeCode | null;
  readonly facts: Facts;
  readonly change: OrderChange | null;
  /** The command it answers, where that was not the one just given. */
  readonly answers?: Command;
}

/** An order nobody but the rule set wished (ruin, finalizeTrades, exclusiveOrders); it can only close. */
export interface HouseOrder {
  readonly kind: 'house';
  readonly order: Order;
}

/** A split or a dividend was booked; what it does to orders follows as words on them. */
export interface BrokerAction extends ActionBody {
  readonly kind: 'action';
  readonly symbol: string;
}

/** Something a person should read; it changes nothing. */
export interface BrokerNotice {
  readonly kind: 'notice';
  readonly pipeline: string | null;
  readonly symbol: string | null;
  readonly code: OutcomeCode;
  readonly facts: Facts;
  readonly answers?: Command;
}

/**
 * A pipeline's account is gone (`RUINED`). Its orders are cancelled already; its balance is 0 from here on
 * and lots that are still open are forfeited, whatever the closings before left, and it is out of the run.
 */
export interface BrokerRuin {
  readonly kind: 'ruin';
  readonly pipeline: string;
  readonly facts: Facts;
}

/** All that a simulated broker may look at. */
export interface BrokerContext {
  readonly portfolio: PortfolioView;
  readonly market: MarketView;
  readonly instrument: (symbol: string) => Instrument;
  /** The engine's time, constant inside a turn. */
  readonly now: () => number;
  /** The end of the session an instant lies in or is followed by (a day order's last instant). */
  readonly sessionEnd: (symbol: string, at: number) => number;
  /** Whether a symbol's regular session is open; its close is still in. */
  readonly inSession: (symbol: string, at: number) => boolean;
  /** Whether a symbol's orders are filled by bars. */
  readonly matchesBars: (symbol: string) => boolean;
  /** When a pipeline last heard a trade or a quote of a symbol that fills none of its orders. */
  readonly heardAt: (symbol: string) => number | undefined;
  readonly nextOrderId: () => string;
  /**
   * For rules with an arithmetic of their own: what a pipeline's account is worth is asked of them from here
   * on, where the portfolio would add it up.
   */
  readonly valueBy: (worth: (pipeline: string) => number) => void;
  /** Asks risk for an order whose quantity only the fill could know; its refusal is journaled already. */
  readonly approveSized: (order: Order, quantity: number, price: number) => Approved<Order> | Outcome;
}
