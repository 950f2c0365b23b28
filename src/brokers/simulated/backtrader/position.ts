/** What an account holds of a symbol, at its average price. */
export interface Position {
  /** Signed units. */
  readonly size: number;
  readonly price: number;
  /** The price at which a future was settled last. */
  readonly settledAt: number;
}

/** Nothing held. */
export const FLAT: Position = { size: 0, price: 0, settledAt: 0 };

/** What a trade does to a position: what is held then, and which parts of it opened and closed. */
export interface Move extends Pick<Position, 'size' | 'price'> {
  /** Signed as the trade, both of them. */
  readonly opened: number;
  readonly closed: number;
}

/**
 * A position after a trade: more of it costs the average, less of it keeps its price, a reversal begins at
 * the price of the trade.
 *
 * Source: backtrader 1.9.78.123, `Position.update`.
 */
export const moved = ({ size: held, price: paid }: Position, size: number, price: number): Move => {
  const after = held + size;
  if (after === 0) return { size: 0, price: 0, opened: 0, closed: size };
  if (held === 0) return { size: after, price, opened: size, closed: 0 };
  if (held > 0 === size > 0) {
    return { size: after, price: (paid * held + size * price) / after, opened: size, closed: 0 };
  }
  if (held > 0 === after > 0) return { size: after, price: paid, opened: 0, closed: size };
  return { size: after, price, opened: after, closed: -held };
};
