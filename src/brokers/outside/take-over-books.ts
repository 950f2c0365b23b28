import type { ExecutionWord } from '../../domain/outside-event.js';
import type { OutsideBooks } from './outside-books.js';
import { positionIn } from './position-in.js';

/**
 * A segment begins: the orders that the journal carries are watched, and what was told of executions before
 * is known, so that nothing of it is booked again. Whatever else there is the next snapshots say.
 */
export const takeOverBooks = (
  { context: { portfolio }, terms, executions, orders }: OutsideBooks,
  told: readonly ExecutionWord[],
): void => {
  for (const pipeline of portfolio.pipelines) {
    for (const { order } of portfolio.liveOrders(pipeline)) orders.placed(order);
  }
  for (const word of told) {
    if (word.kind === 'fee') executions.fee(word);
    else {
      const id = terms.names.idOf(word.order);
      if (id !== null && (portfolio.order(id) || portfolio.isForgotten(id))) executions.execution(word);
    }
  }
  for (const symbol of new Set([...executions.symbols(), ...portfolio.symbols()])) {
    executions.takeOver(symbol, positionIn(portfolio, symbol));
  }
};
