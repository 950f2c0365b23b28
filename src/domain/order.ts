/** Which way an order trades. */
export type Side = 'buy' | 'sell';

/** How an order asks to be filled. */
export type OrderType = 'market' | 'limit' | 'stop' | 'stop-limit';

/**
 * How long an order works: for the session, until cancelled, at once, all or nothing, until a time, at the
 * open or close.
 */
export type TimeInForce = 'day' | 'gtc' | 'ioc' | 'fok' | 'gtd' | 'open' | 'close';

/** Where an order stands in its life. */
export type OrderState = 'pending' | 'working' | 'partial' | 'filled' | 'cancelled' | 'rejected' | 'expired';

/** An order as it is sent to a broker: whole, immutable, its reason inside. */
export interface Order {
  /** `segment-counter`; the run's prefix is added where it leaves the process. */
  readonly id: string;
  /** The name the pipeline gave it, unique among the pipeline's live orders. */
  readonly key: string;
  readonly pipeline: string;
  readonly symbol: string;
  readonly side: Side;
  /** Units, always positive; null where a `fraction` is sized by the broker's law at the fill. */
  readonly quantity: number | null;
  /** Share of the free buying power, in (0, 1); null where the quantity is known. */
  readonly fraction: number | null;
  readonly type: OrderType;
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
  readonly timeInForce: TimeInForce;
  /** With `gtd`: the instant at which it ends. */
  readonly expiresAt: number | null;
  /** The order whose fill brings this one to life (a bracket's child). */
  readonly parent: string | null;
  /** Orders of one group: when one fills, the others are cancelled. */
  readonly oco: string | null;
  /** What the order is for; only `target` orders take part in the netting of targets. */
  readonly role: OrderRole;
  /** The lot it closes; null where it meets the position as a whole. */
  readonly lot: string | null;
  /** It may only make the position smaller. */
  readonly reduceOnly: boolean;
  readonly outsideRth: boolean;
  readonly because: string;
  /** When it was approved. */
  readonly at: number;
}

/** What an order is for. */
export type OrderRole = 'target' | 'submit' | 'close' | 'stop-loss' | 'take-profit';

/** What may be changed about a working order. */
export interface OrderChange {
  readonly quantity?: number;
  readonly limitPrice?: number;
  readonly stopPrice?: number;
}

/** What is asked of a broker. */
export type Command =
  | { readonly kind: 'place'; readonly order: Order; readonly children: readonly Order[] }
  | { readonly kind: 'amend'; readonly order: string; readonly change: OrderChange }
  | { readonly kind: 'cancel'; readonly order: string };
