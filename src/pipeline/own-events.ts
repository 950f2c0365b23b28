import type { Facts } from '../domain/journal.js';
import type { OrderState, Side } from '../domain/order.js';
import type { OutcomeCode } from '../domain/outcome-codes.js';

/** What became of one of the pipeline's own orders. */
export interface OrderEvent {
  readonly kind: 'order';
  readonly at: number;
  readonly symbol: string;
  /** Null where risk refused it: no order came to be. */
  readonly order: string | null;
  readonly key: string;
  readonly state: OrderState;
  readonly code: OutcomeCode | null;
  readonly facts: Facts;
}

/** An execution of one of the pipeline's own orders. */
export interface FillEvent {
  readonly kind: 'fill';
  readonly at: number;
  readonly happenedAt: number;
  readonly symbol: string;
  readonly order: string;
  readonly key: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly commission: number;
  /** The lot it opened or closed; null where it netted several. */
  readonly lot: string | null;
  readonly because: string;
}

/** What the pipeline holds in a symbol after a change. */
export interface PositionEvent {
  readonly kind: 'position';
  readonly at: number;
  readonly symbol: string;
  /** Signed units. */
  readonly quantity: number;
  /** Mean entry price of what is held, null when flat. */
  readonly averagePrice: number | null;
  readonly lots: readonly { readonly lot: string; readonly quantity: number; readonly entryPrice: number }[];
}
