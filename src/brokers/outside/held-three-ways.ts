import type { OutsideEvent } from '../../domain/outside-event.js';
import type { OutsideBooks } from './outside-books.js';
import { positionIn } from './position-in.js';
import type { Held } from './position-watch.js';

type Positions = Extract<OutsideEvent, { readonly kind: 'snapshot' }>['positions'];

/** Every symbol that anybody holds: by the journal, by the executions that were counted, by the broker. */
export const heldThreeWays = (
  { context: { portfolio }, executions }: OutsideBooks,
  told: Positions,
): readonly Held[] => {
  const broker = new Map(told.map(({ symbol, quantity }) => [symbol, quantity]));
  const symbols = new Set([...broker.keys(), ...portfolio.symbols(), ...executions.symbols()]);
  return [...symbols].map((symbol) => ({
    symbol,
    journal: positionIn(portfolio, symbol),
    engine: executions.units(symbol),
    broker: broker.get(symbol) ?? 0,
  }));
};
