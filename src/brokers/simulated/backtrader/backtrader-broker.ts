import type { Bar, MarketEvent } from '../../../domain/market-event.js';
import type { Command } from '../../../domain/order.js';
import type { Approved } from '../../../risk/approved.js';
import type { BrokerSettings } from '../broker-settings.js';
import type { BrokerContext, BrokerEvent, SimulatedBroker } from '../simulated-broker.js';
import { checkSent } from './check-sent.js';
import { type Book, bookOf, type Desk, revalue, schemeIn } from './desk.js';
import { amend, cancel, place } from './place.js';
import { settlementOf } from './scheme.js';
import { termsOf } from './terms.js';
import { walkOrders } from './walk-orders.js';

/**
 * The broker of backtrader 1.9.78.123 (`BackBroker`), one a pipeline: what was sent is checked when the next
 * bar comes, then fills at its prices; at its end futures are settled and the account is valued.
 */
export class BacktraderBroker implements SimulatedBroker {
  readonly #desk: Desk;

  constructor(settings: BrokerSettings, context: BrokerContext) {
    this.#desk = { terms: termsOf(settings), context, bars: new Map(), books: new Map() };
    context.valueBy((pipeline) => bookOf(this.#desk, pipeline).account.worth);
  }

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    if (command.kind === 'place') return place(this.#desk, command.order, command.children);
    if (command.kind === 'amend') return amend(this.#desk, command.order);
    const record = this.#desk.context.portfolio.order(command.order);
    return record ? cancel(this.#desk, record.order) : [];
  }

  *meet(event: MarketEvent): Iterable<BrokerEvent> {
    if (event.kind !== 'bar') return;
    const before = this.#desk.bars.get(event.symbol) ?? null;
    this.#desk.bars.set(event.symbol, event);
    for (const pipeline of this.#desk.context.portfolio.pipelines) {
      const book = bookOf(this.#desk, pipeline);
      book.orders.wake();
      yield* checkSent(this.#desk, book, event.start);
      yield* walkOrders(this.#desk, book, { bar: event, before });
      this.#settle(book, event);
    }
  }

  /** Nothing follows a row: an account may fall below 0 and trades on. */
  settle(): Iterable<BrokerEvent> {
    return [];
  }

  /** What is open stays open. */
  finalize(): Iterable<BrokerEvent> {
    return [];
  }

  #settle({ account }: Book, { symbol, close }: Bar): void {
    const held = account.positions.get(symbol);
    if (held && held.size !== 0) {
      account.cash += settlementOf(schemeIn(this.#desk, symbol), held.size, {
        from: held.settledAt,
        to: close,
      });
      account.positions.set(symbol, { ...held, settledAt: close });
    }
    revalue(this.#desk, account);
  }
}
