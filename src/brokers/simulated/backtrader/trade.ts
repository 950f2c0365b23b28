import { type Account, positionIn } from './account.js';
import { type Move, moved, type Position } from './position.js';
import { commissionOf, costOf, inCash, profitOf, type Scheme, settlementOf, valueOf } from './scheme.js';

/** A trade that is tried: signed units at a price. */
export interface Wish {
  readonly symbol: string;
  readonly size: number;
  readonly price: number;
}

/** What came of a trade. */
export interface Traded {
  /** Signed units that changed hands, 0 if none did. */
  readonly size: number;
  readonly commission: number;
  /** The cash there would have been after opening the rest, where that is below 0 and nothing was opened. */
  readonly short: number | null;
}

/**
 * Carries out a trade: what it closes comes first and is always possible; what it opens needs cash that is
 * not below 0 afterwards, and does not happen at all without it.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._execute` with a bar.
 */
export const trade = (account: Account, scheme: Scheme, wish: Wish): Traded => {
  const held = positionIn(account, wish.symbol);
  const move = moved(held, wish.size, wish.price);
  let commission = 0;
  if (move.closed !== 0) {
    commission = commissionOf(scheme, move.closed, wish.price);
    account.cash = closedWith(scheme, account.cash, { held, move, price: wish.price }) - commission;
    account.cash += settlementOf(scheme, -move.closed, { from: held.settledAt, to: wish.price });
  }
  const opening = move.opened === 0 ? null : openedWith(scheme, account.cash, { move, price: wish.price });
  if (opening !== null && opening.cash < 0) {
    const { size, price } = moved(held, move.closed, wish.price);
    if (move.closed !== 0) account.positions.set(wish.symbol, { ...held, size, price });
    return { size: move.closed, commission, short: opening.cash };
  }
  const settled = opening && settledBefore(scheme, { held, move, price: wish.price });
  if (opening) account.cash = settled === null ? opening.cash : opening.cash + settled;
  const settledAt = opening ? wish.price : held.settledAt;
  account.positions.set(wish.symbol, { size: move.size, price: move.price, settledAt });
  return {
    size: move.closed + move.opened,
    commission: commission + (opening?.commission ?? 0),
    short: null,
  };
};

/**
 * The cash that a trade would leave at an order's own price: a rough check, in which what it closes was
 * bought at that price too.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._execute` without a bar.
 */
export const tried = (
  scheme: Scheme,
  cash: number,
  { held, size, price }: { readonly held: Position; readonly size: number; readonly price: number },
): { readonly cash: number; readonly position: Position } => {
  const move = moved(held, size, price);
  let left = cash;
  if (move.closed !== 0) {
    left = closedWith(scheme, left, { held: { ...held, price }, move, price });
    left -= commissionOf(scheme, move.closed, price);
  }
  if (move.opened !== 0) left = openedWith(scheme, left, { move, price }).cash;
  return { cash: left, position: { ...held, size: move.size, price: move.price } };
};

interface Step {
  readonly move: Move;
  readonly price: number;
}

/** The cash after what a trade closes has come back: what it cost, and with shares its profit. */
const closedWith = (
  scheme: Scheme,
  cash: number,
  { held, move, price }: Step & { held: Position },
): number => {
  const { closed } = move;
  const value = scheme.terms.shortCash
    ? valueOf(scheme, -closed, held.price)
    : costOf(scheme, closed, held.price);
  const profit = scheme.isFuture ? 0 : profitOf(scheme, -closed, { from: held.price, to: price });
  return cash + (inCash(scheme, value) + profit);
};

/** The cash after what a trade opens was paid for, and what that has cost. */
const openedWith = (
  scheme: Scheme,
  cash: number,
  { move: { opened }, price }: Step,
): { readonly cash: number; readonly commission: number } => {
  const value = scheme.terms.shortCash ? valueOf(scheme, opened, price) : costOf(scheme, opened, price);
  const commission = commissionOf(scheme, opened, price);
  return { cash: cash - inCash(scheme, value) - commission, commission };
};

/** A future that is added to is settled at the new price first, so that all of it has one base from there. */
const settledBefore = (scheme: Scheme, { held, move, price }: Step & { held: Position }): number | null =>
  Math.abs(move.size) > Math.abs(move.opened)
    ? settlementOf(scheme, move.size - move.opened, { from: held.settledAt, to: price })
    : null;
