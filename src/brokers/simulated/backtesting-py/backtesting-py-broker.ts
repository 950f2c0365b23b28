import type { MarketEvent } from '../../../domain/market-event.js';
import type { Command } from '../../../domain/order.js';
import type { Approved } from '../../../risk/approved.js';
import type { BrokerSettings } from '../broker-settings.js';
import { orderSaid } from '../order-said.js';
import type { BrokerContext, BrokerEvent, SimulatedBroker } from '../simulated-broker.js';
import { type Desk, deskOf, equityOf, type Rows } from './desk.js';
import { houseClose } from './house-close.js';
import { amend, cancel, place } from './place.js';
import { ruin } from './ruin.js';
import { termsOf } from './terms.js';
import { walkQueue } from './walk-queue.js';

/**
 * The broker of backtesting.py 0.6.6 (references.md §2.1 and §2.1b), one queue a pipeline: bars fill orders
 * at their open, at stops and at limits; the account may be ruined at a bar's end.
 */
export class BacktestingPyBroker implements SimulatedBroker {
  readonly #desk: Desk;
  readonly #ruined = new Set<string>();
  /** The symbol that was met last. */
  #newest = '';

  constructor(settings: BrokerSettings, context: BrokerContext) {
    this.#desk = deskOf(termsOf(settings), context);
  }

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    if (command.kind === 'cancel') return cancel(this.#desk, command.order);
    if (command.kind === 'amend') return amend(this.#desk, command.order, command.change);
    const { order, children } = command;
    if (!this.#ruined.has(order.pipeline)) return place(this.#desk, order, children);
    const why = { code: 'RUINED', facts: {} } as const;
    return [order, ...children].map(({ id }) => orderSaid(id, 'rejected', why));
  }

  meet(event: MarketEvent): Iterable<BrokerEvent> {
    if (event.kind !== 'bar') return NOTHING;
    const { rows, book } = this.#desk;
    const now = { bar: event, before: rows.get(event.symbol)?.bar ?? null };
    // Taken out first, so that the map stands in the order in which symbols were last met.
    if (this.#newest !== event.symbol) rows.delete(event.symbol);
    this.#newest = event.symbol;
    rows.set(event.symbol, now);
    return book.isEmpty() ? NOTHING : this.#walk(now);
  }

  *#walk(rows: Rows): Iterable<BrokerEvent> {
    for (const pipeline of this.#desk.context.portfolio.pipelines) {
      yield* walkQueue(this.#desk, { pipeline, rows, again: false });
    }
  }

  settle(event: MarketEvent): Iterable<BrokerEvent> {
    return event.kind === 'bar' ? this.#ruin(event.at) : NOTHING;
  }

  *finalize(): Iterable<BrokerEvent> {
    const { terms, context, rows } = this.#desk;
    if (!terms.finalizeTrades) return;
    for (const pipeline of context.portfolio.pipelines) {
      for (const lot of context.portfolio.lots(pipeline).toReversed()) {
        yield houseClose(this.#desk, lot, 'broker.finalizeTrades');
      }
    }
    for (const last of [...rows.values()]) {
      for (const pipeline of context.portfolio.pipelines) {
        yield* walkQueue(this.#desk, { pipeline, rows: last, again: true });
      }
    }
    yield* this.#ruin(context.now());
  }

  #ruin(at: number): Iterable<BrokerEvent> {
    for (const pipeline of this.#desk.context.portfolio.pipelines) {
      if (this.#isOver(pipeline)) return this.#end(at);
    }
    return NOTHING;
  }

  *#end(at: number): Iterable<BrokerEvent> {
    for (const pipeline of this.#desk.context.portfolio.pipelines.filter((one) => this.#isOver(one))) {
      this.#ruined.add(pipeline);
      yield* ruin(this.#desk, pipeline, at);
    }
  }

  #isOver(pipeline: string): boolean {
    return !this.#ruined.has(pipeline) && !(equityOf(this.#desk, pipeline) > 0);
  }
}

/** Most rows bring nothing, and make nothing. */
const NOTHING: readonly BrokerEvent[] = [];
