import type { Trade } from '../../../../src/domain/market-event.js';

/** Trades whose price tells which of them it is, a second after another from `first` on. */
export const tradesOf = (
  count: number,
  { first = 1_700_000_000_000, symbol = 'A', stepMs = 1_000 } = {},
): readonly Trade[] =>
  Array.from({ length: count }, (_, n) => {
    const at = first + n * stepMs;
    return { kind: 'trade', symbol, at, happenedAt: at, price: n + 1, size: 1 };
  });

/** The prices of events, which are those of trades. */
export const pricesOf = (events: readonly { readonly kind: string }[]): readonly number[] =>
  events.map((event) => (event as Trade).price); // a test that has other events in it is wrong
