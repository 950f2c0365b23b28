/** The prices of an entry and of its exits, in whatever unit they share. */
export interface Bracket {
  readonly entry: number;
  readonly stopLoss: number | null;
  readonly takeProfit: number | null;
}

/** A long order needs stop-loss < entry < take-profit, a short one the mirror. */
export const isBracketInOrder = ({ entry, stopLoss, takeProfit }: Bracket, sign: 1 | -1): boolean =>
  (stopLoss === null || (entry - stopLoss) * sign > 0) &&
  (takeProfit === null || (takeProfit - entry) * sign > 0);
