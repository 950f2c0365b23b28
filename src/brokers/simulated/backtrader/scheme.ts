import type { Instrument } from '../../../domain/instrument.js';
import type { Terms } from './terms.js';

/**
 * How the money of a symbol is counted: a share is paid for, a future is margined and settled every bar.
 * Where a future has no margin of its own, that is its full notional (backtrader's `automargin` below 0).
 *
 * Source: backtrader 1.9.78.123, `CommInfoBase`. The order of operations is that engine's, since the last
 * digit decides whether an exact fit fits.
 */
export interface Scheme {
  readonly terms: Terms;
  readonly isFuture: boolean;
  readonly margin: number | null;
  readonly multiplier: number;
}

/** The scheme of an instrument. */
export const schemeOf = (terms: Terms, { settlement, margin, multiplier }: Instrument): Scheme => ({
  terms,
  isFuture: settlement === 'daily',
  margin: margin?.initial ?? null,
  multiplier,
});

/** What a signed size counts for: of a future always its margin, of a share sold short a debt. */
export const valueOf = (scheme: Scheme, size: number, price: number): number =>
  scheme.isFuture ? costOf(scheme, size, price) : size * price;

/** What a size ties up, whichever way it goes. */
export const costOf = ({ isFuture, margin, multiplier }: Scheme, size: number, price: number): number =>
  Math.abs(size) * (isFuture ? (margin ?? price * multiplier) : price);

/** What a fill costs: money per unit, and a rate on the price times the size, without the multiplier. */
export const commissionOf = ({ terms }: Scheme, size: number, price: number): number =>
  Math.abs(size) * terms.commissionPerUnit + Math.abs(size) * terms.commissionRate * price;

/** Profit of a signed size between two prices. */
export const profitOf = (
  { multiplier }: Scheme,
  size: number,
  { from, to }: { readonly from: number; readonly to: number },
): number => size * (to - from) * multiplier;

/** Cash that changes hands at a settlement: a future's profit since the last one. */
export const settlementOf = (
  scheme: Scheme,
  size: number,
  step: { readonly from: number; readonly to: number },
): number => (scheme.isFuture ? profitOf(scheme, size, step) : 0);

/** The part of a value that is paid in cash: what is owned is paid for with leverage, debts are whole. */
export const inCash = ({ terms }: Scheme, value: number): number =>
  value > 0 ? value / terms.leverage : value;
