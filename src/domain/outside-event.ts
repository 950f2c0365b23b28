import type { Side } from './order.js';

/**
 * What a broker outside of this process can say. Orders carry our own identity (`run prefix` + order id), so
 * that it survives restarts; executions carry the broker's.
 */
export type OutsideEvent =
  | { readonly kind: 'connection'; readonly state: 'up' | 'down'; readonly detail: string }
  | {
      readonly kind: 'status';
      readonly order: string;
      readonly state: 'working' | 'cancelled' | 'rejected' | 'expired';
      readonly reason: string | null;
    }
  | OutsideExecution
  /** What an execution cost, told later than the execution. */
  | {
      readonly kind: 'fee';
      readonly execution: string;
      readonly commission: number;
      readonly currency: string;
    }
  /** All that the broker knows at one moment, asked for by us. */
  | {
      readonly kind: 'snapshot';
      readonly orders: readonly OutsideOrder[];
      readonly executions: readonly OutsideExecution[];
      readonly positions: readonly { readonly symbol: string; readonly quantity: number }[];
    }
  /** It said something that we do not understand. */
  | { readonly kind: 'unknown'; readonly text: string };

/** An execution as the broker tells it; a correction names the one it replaces. */
export interface OutsideExecution {
  readonly kind: 'execution';
  readonly execution: string;
  readonly replaces: string | null;
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly happenedAt: number;
}

/** A working order as a snapshot tells it. */
export interface OutsideOrder {
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number;
  readonly filled: number;
}
