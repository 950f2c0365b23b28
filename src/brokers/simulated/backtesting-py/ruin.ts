import { ended } from '../ended.js';
import { houseOrder } from '../house-order.js';
import type { BrokerEvent } from '../simulated-broker.js';
import { type Desk, equityOf, lastPrice, lotUnits } from './desk.js';
import { closing } from './exit.js';
import { ticketOf } from './ticket.js';

/**
 * The end of a pipeline whose equity is gone at a bar's end: lots are closed at its close, every order is
 * cancelled, and whatever the sum is then, the account is worth nothing from there on.
 *
 * Of several lots every second one is forfeited without a closing: the engine that is followed here takes
 * lots out of the list it goes over, and so passes by the one behind each (an observed fact of 0.6.6).
 */
export function* ruin(desk: Desk, pipeline: string, at: number): Generator<BrokerEvent> {
  const equity = equityOf(desk, pipeline);
  for (const lot of desk.context.portfolio.lots(pipeline).filter((_, place) => place % 2 === 0)) {
    const house = houseOrder(desk.context, lot, 'ruin');
    yield house;
    const price = lastPrice(desk, lot.symbol);
    const units = Math.abs(lotUnits(desk.terms, lot));
    const spot = { price, bar: 'current', happenedAt: at } as const;
    yield closing(desk, ticketOf(house.order, 'close'), { ...spot, lot, units, complete: true });
  }
  for (const ticket of desk.book.queue(pipeline)) {
    yield* ended(desk.book, ticket, { state: 'cancelled', code: 'RUINED', facts: {} });
  }
  yield { kind: 'ruin', pipeline, facts: { equity } };
}
