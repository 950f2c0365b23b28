import type { AmendIntent, CancelIntent, CloseIntent, SubmitIntent, TargetIntent } from '../domain/intent.js';
import type { OrderChange, OrderType, Side, TimeInForce } from '../domain/order.js';

/** The measure of a target: exactly one of units, share of equity, money. */
type Measure =
  | { quantity: number; weight?: never; notional?: never }
  | { weight: number; quantity?: never; notional?: never }
  | { notional: number; quantity?: never; weight?: never };

/**
 * Says what to hold. The engine nets it against what is held and against working orders of earlier targets;
 * saying the same target again does nothing as long as it is reached or on its way.
 */
export const target = (
  wish: { symbol: string; because: string; rebalance?: { toleranceWeight: number } } & Measure,
): TargetIntent => ({
  kind: 'target',
  symbol: wish.symbol,
  quantity: wish.quantity ?? null,
  weight: wish.weight ?? null,
  notional: wish.notional ?? null,
  rebalance: wish.rebalance ?? null,
  because: wish.because,
});

/** What an order may say; `type` follows from the prices that are given. */
interface OrderWish {
  key: string;
  symbol: string;
  side: Side;
  limitPrice?: number;
  stopPrice?: number;
  timeInForce?: TimeInForce;
  /** With `timeInForce: 'gtd'`. */
  expiresAt?: number;
  /** A stop that comes to life when the order fills. */
  stopLoss?: { stopPrice: number; limitPrice?: number };
  /** A limit that comes to life when the order fills; it and the stop-loss cancel each other. */
  takeProfit?: { limitPrice: number };
  /** Orders of one group cancel each other when one fills; all of them are of one symbol. */
  oco?: string;
  /** Closes this lot and no other. */
  lot?: string;
  reduceOnly?: boolean;
  outsideRth?: boolean;
  because: string;
}

/** Units, or a share in (0, 1) of the free buying power where the rule set sizes at the fill. */
type Size = { quantity: number; fraction?: never } | { fraction: number; quantity?: never };

/**
 * Sends one order: market, limit, stop or stop-limit by the prices given; for the day unless said otherwise.
 */
export const submit = (wish: OrderWish & Size): SubmitIntent => ({
  kind: 'submit',
  key: wish.key,
  symbol: wish.symbol,
  side: wish.side,
  quantity: wish.quantity ?? null,
  fraction: wish.fraction ?? null,
  type: typeOf(wish),
  limitPrice: wish.limitPrice ?? null,
  stopPrice: wish.stopPrice ?? null,
  timeInForce: wish.timeInForce ?? 'day',
  expiresAt: wish.expiresAt ?? null,
  stopLoss: wish.stopLoss
    ? { stopPrice: wish.stopLoss.stopPrice, limitPrice: wish.stopLoss.limitPrice ?? null }
    : null,
  takeProfit: wish.takeProfit ?? null,
  oco: wish.oco ?? null,
  lot: wish.lot ?? null,
  reduceOnly: wish.reduceOnly ?? false,
  outsideRth: wish.outsideRth ?? false,
  because: wish.because,
});

/** Changes quantity or prices of a live order of this pipeline. */
export const amend = (key: string, wish: OrderChange & { because: string }): AmendIntent => {
  const { because, ...change } = wish;
  return { kind: 'amend', key, change, because };
};

/** Takes back a live order of this pipeline. */
export const cancel = (key: string, { because }: { because: string }): CancelIntent => ({
  kind: 'cancel',
  key,
  because,
});

/** Closes what this pipeline holds in a symbol, or one lot of it, or a share (0, 1] of either. */
export const close = (wish: {
  symbol: string;
  lot?: string;
  portion?: number;
  because: string;
}): CloseIntent => ({
  kind: 'close',
  symbol: wish.symbol,
  lot: wish.lot ?? null,
  portion: wish.portion ?? 1,
  because: wish.because,
});

const typeOf = ({ limitPrice, stopPrice }: { limitPrice?: number; stopPrice?: number }): OrderType => {
  if (limitPrice !== undefined) return stopPrice === undefined ? 'limit' : 'stop-limit';
  return stopPrice === undefined ? 'market' : 'stop';
};
