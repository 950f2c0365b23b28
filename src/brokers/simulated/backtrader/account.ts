import { FLAT, type Position } from './position.js';
import { costOf, profitOf, type Scheme, valueOf } from './scheme.js';

/** A pipeline's money as that engine counts it, from bar to bar. */
export interface Account {
  cash: number;
  /** At the newest closes, as of the end of the newest bar. */
  worth: number;
  readonly positions: Map<string, Position>;
}

/** What is held of a symbol; asking gives it its place in the order in which positions are added up. */
export const positionIn = ({ positions }: Account, symbol: string): Position => {
  const held = positions.get(symbol);
  if (held) return held;
  positions.set(symbol, FLAT);
  return FLAT;
};

/** What a valuation is made with: a symbol's scheme and its newest close. */
export type Quoted = (symbol: string) => { readonly scheme: Scheme; readonly close: number };

/**
 * Cash and what the positions are worth: what is owned counts with its profit apart, which is the account's
 * in full whatever the leverage.
 *
 * Source: backtrader 1.9.78.123, `BackBroker._get_value`.
 */
export const worthOf = ({ cash, positions }: Account, quoted: Quoted): number => {
  let sum = 0;
  for (const [symbol, position] of positions) {
    const { scheme, close } = quoted(symbol);
    const profit = profitOf(scheme, position.size, { from: position.price, to: close });
    const value = scheme.terms.shortCash
      ? valueOf(scheme, position.size, close)
      : tiedUpBy(scheme, position, close);
    if (value > 0) {
      sum += (value - profit) / scheme.terms.leverage;
      sum += profit;
    } else sum += value;
  }
  return cash + sum;
};

/** Where selling short brings no cash: what was laid down for it, and what it has gained since. */
const tiedUpBy = (scheme: Scheme, { size, price }: Position, close: number): number => {
  if (scheme.isFuture) return costOf(scheme, size, close);
  return size >= 0 ? size * close : Math.abs(price * size + (price - close) * size);
};
