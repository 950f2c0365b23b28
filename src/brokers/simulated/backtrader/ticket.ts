import type { Order } from '../../../domain/order.js';

/** How an order is executed: by its type, or at the close of a session. */
export type Execution = Order['type'] | 'close';

/** What a symbol's newest bar said when an order was made. */
export interface Made {
  readonly close: number;
  readonly at: number;
  readonly sessionDate: string;
}

/** An order at work, and what has become of it. */
export interface Ticket {
  readonly order: Order;
  readonly execution: Execution;
  /** Signed units. */
  readonly size: number;
  readonly made: Made;
  /** What the cash is held against before it works: its stop, its limit, or the close it was made at. */
  readonly price: number;
  readonly bracket: Bracket;
  readonly group: Group;
  /** A bracket's child sleeps until the bar after the one that filled its parent. */
  isAsleep: boolean;
  /** The stop of a stop-limit was reached, for good. */
  isTriggered: boolean;
  /** Of an order for the session's close: the newest close of that session so far. */
  closeSoFar: number | null;
}

/** A parent and its children; an order without children is alone in its own. */
export interface Bracket {
  readonly parent: string;
  members: readonly Ticket[];
  /** One of the children filled, or any of them all was taken back: nobody may join any more. */
  isOver: boolean;
}

/** Orders of which the first to end takes the others along. */
export interface Group {
  members: readonly Ticket[];
}

/** How an order is executed. */
export const executionOf = ({ timeInForce, type }: Order): Execution =>
  timeInForce === 'close' ? 'close' : type;
