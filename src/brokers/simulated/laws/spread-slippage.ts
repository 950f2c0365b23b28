/**
 * The price gives way by a part of the spread, whatever the size: coefficient x spread, on top of the half
 * that whoever crosses it pays anyway.
 *
 * Source: LEAN's `SpreadSlippageModel`, (ask - bid) / 2: a coefficient of 0.5.
 */
export const spreadSlippage = ({ spread }: { readonly spread: number }, coefficient: number): number =>
  coefficient * spread;
