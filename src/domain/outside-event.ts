import type { OrderChange, Side } from './order.js';

/**
 * What a broker outside of this process can say. Orders carry our own identity (the run's prefix and the
 * order's id) exactly as it was sent, so that it survives restarts; what begins otherwise is not ours.
 * Executions carry the broker's identity.
 */
export type OutsideEvent =
  /** The line to it: while it is down nothing is sent. */
  | { readonly kind: 'connection'; readonly state: 'up' | 'down'; readonly detail: string }
  | {
      readonly kind: 'status';
      readonly order: string;
      readonly state: 'working' | 'cancelled' | 'rejected' | 'expired';
      /** Units it had filled by then; null: it does not say. An end waits until they are booked. */
      readonly filled: number | null;
      readonly reason: string | null;
    }
  /** It works an order as changed. */
  | { readonly kind: 'amended'; readonly order: string; readonly change: OrderChange }
  /** It would not change an order. */
  | {
      readonly kind: 'unchanged';
      readonly order: string;
      readonly change: 'amend' | 'cancel';
      readonly reason: string;
    }
  | OutsideExecution
  /** What an execution cost in all, told later than the execution. */
  | {
      readonly kind: 'fee';
      readonly execution: string;
      readonly commission: number;
      readonly currency: string;
    }
  /** All that the broker knows at one moment, asked for by us. */
  | {
      readonly kind: 'snapshot';
      /** Counted up with every snapshot asked for on a connection: what is not above the newest is stale. */
      readonly request: number;
      readonly orders: readonly OutsideOrder[];
      readonly executions: readonly OutsideExecution[];
      /** A symbol that is not named is not held. */
      readonly positions: readonly { readonly symbol: string; readonly quantity: number }[];
    }
  /** It said something that we do not understand; `symbol`: what it was about, where that much is clear. */
  | { readonly kind: 'unknown'; readonly symbol: string | null; readonly text: string };

/** An execution as the broker tells it; a correction names the one it replaces, and may be of 0 units. */
export interface OutsideExecution {
  readonly kind: 'execution';
  readonly execution: string;
  readonly replaces: string | null;
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  /** What it cost; null: it is told later. */
  readonly commission: number | null;
  readonly happenedAt: number;
}

/** A word on an execution. */
export type ExecutionWord = OutsideExecution | Extract<OutsideEvent, { readonly kind: 'fee' }>;

/** An order as a snapshot tells it; orders that are over may be left out. */
export interface OutsideOrder {
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
  readonly filled: number;
  readonly state: 'working' | 'filled' | 'cancelled' | 'rejected' | 'expired';
}
