import type { OrderChange, OrderType, Side, TimeInForce } from './order.js';

/** What a pipeline wishes. It decides nothing by itself: risk turns it into approved commands or refusals. */
export type Intent = TargetIntent | SubmitIntent | AmendIntent | CancelIntent | CloseIntent;

/**
 * Says what to hold; the engine finds the order that gets there. Exactly one of quantity, weight, notional.
 */
export interface TargetIntent {
  readonly kind: 'target';
  readonly symbol: string;
  /** Units, signed. */
  readonly quantity: number | null;
  /** Share of the pipeline's equity, signed. */
  readonly weight: number | null;
  /** Money in the instrument's currency, signed. */
  readonly notional: number | null;
  /** Asks to be sized anew when the held weight has drifted further than this from the wished one. */
  readonly rebalance: { readonly toleranceWeight: number } | null;
  readonly because: string;
}

/** Sends one order, with the protective orders that come to life when it fills. */
export interface SubmitIntent {
  readonly kind: 'submit';
  readonly key: string;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: number | null;
  readonly fraction: number | null;
  readonly type: OrderType;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
  readonly timeInForce: TimeInForce;
  readonly expiresAt: number | null;
  readonly stopLoss: ProtectiveStop | null;
  readonly takeProfit: { readonly limitPrice: number } | null;
  readonly oco: string | null;
  readonly lot: string | null;
  readonly reduceOnly: boolean;
  readonly outsideRth: boolean;
  readonly because: string;
}

/** The stop of a bracket: a stop order, or a stop-limit where a limit stands beside it. */
export interface ProtectiveStop {
  readonly stopPrice: number;
  readonly limitPrice: number | null;
}

/** Changes a live order of this pipeline. */
export interface AmendIntent {
  readonly kind: 'amend';
  readonly key: string;
  readonly change: OrderChange;
  readonly because: string;
}

/** Takes back a live order of this pipeline. */
export interface CancelIntent {
  readonly kind: 'cancel';
  readonly key: string;
  readonly because: string;
}

/** Closes what this pipeline holds in a symbol, one lot of it, or a share of either. */
export interface CloseIntent {
  readonly kind: 'close';
  readonly symbol: string;
  readonly lot: string | null;
  /** Share of the quantity to close, in (0, 1]. */
  readonly portion: number;
  readonly because: string;
}
