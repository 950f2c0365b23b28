import type { MarketEvent } from '../../../domain/market-event.js';
import type { Command } from '../../../domain/order.js';
import type { Approved } from '../../../risk/approved.js';
import type { BrokerSettings } from '../broker-settings.js';
import type { BrokerContext, BrokerEvent, SimulatedBroker } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import { amend, cancel, place } from './place.js';
import { fillAtOnce, walkTickets } from './walk-tickets.js';

/**
 * LEAN's backtesting brokerage on bars: every order fills whole, market orders at once or at the next open,
 * and what lacks buying power when it is sent or when a bar comes is invalid.
 */
export class LeanBroker implements SimulatedBroker {
  readonly #desk: Desk;

  constructor(settings: BrokerSettings, context: BrokerContext) {
    this.#desk = { settings, context, bars: new Map(), tickets: [] };
  }

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    if (command.kind === 'cancel') return cancel(this.#desk, command.order);
    if (command.kind === 'amend') return amend(this.#desk, command.order, command.change);
    return place(this.#desk, command.order, command.children);
  }

  *meet(event: MarketEvent): Iterable<BrokerEvent> {
    yield* fillAtOnce(this.#desk, event.at);
    if (event.kind !== 'bar') return;
    const before = this.#desk.bars.get(event.symbol)?.bar ?? null;
    this.#desk.bars.set(event.symbol, { bar: event, before });
    yield* walkTickets(this.#desk, event);
  }

  /** Nothing follows a row: margin calls are left out. */
  settle(): Iterable<BrokerEvent> {
    return [];
  }

  /** What is open stays open. */
  finalize(): Iterable<BrokerEvent> {
    return [];
  }
}
