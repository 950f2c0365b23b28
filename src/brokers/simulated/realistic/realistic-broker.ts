import { byCodePoint } from '../../../domain/event-order.js';
import type { CorporateAction, MarketEvent } from '../../../domain/market-event.js';
import type { Command } from '../../../domain/order.js';
import type { Approved } from '../../../risk/approved.js';
import type { BrokerSettings } from '../broker-settings.js';
import type { BrokerContext, BrokerEvent, SimulatedBroker, TickMatching } from '../simulated-broker.js';
import { amend, cancel, place } from './accept.js';
import type { Desk } from './desk.js';
import { followAction } from './follow-action.js';
import { MonthVolume } from './month-volume.js';
import { OrderBook } from './order-book.js';
import { endChances, timeOut } from './time-out.js';
import { Volatility } from './volatility.js';
import { walkBar } from './walk-bar.js';
import { walkTick } from './walk-tick.js';

/**
 * The broker that promises nothing a real one would not: the touch and what is displayed there, a
 * small part of a bar's volume, the worse of two prices where a bar leaves it open, real fees, and
 * cash that has to be there.
 */
export class RealisticBroker implements SimulatedBroker {
  readonly #desk: Desk;
  /** When the row before began, by symbol. */
  readonly #rowBefore = new Map<string, number>();
  /** Crossed or locked quotes by symbol. */
  readonly #crossed = new Map<string, number>();

  constructor(settings: BrokerSettings, context: BrokerContext) {
    this.#desk = {
      settings,
      context,
      book: new OrderBook(),
      unknownVolume: new Set(),
      months: new MonthVolume(),
      volatility: new Volatility(),
    };
  }

  readonly ticks: TickMatching = {
    isIdle: () => this.#desk.book.isEmpty(),
    passed: (symbol, at, crossed) => {
      this.#rowBefore.set(symbol, at);
      if (crossed > 0) this.#crossed.set(symbol, (this.#crossed.get(symbol) ?? 0) + crossed);
    },
  };

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    if (command.kind === 'cancel') return cancel(this.#desk, command.order);
    if (command.kind === 'amend') return amend(this.#desk, command.order, command.change);
    return place(this.#desk, command.order, command.children);
  }

  *meet(event: MarketEvent): Iterable<BrokerEvent | readonly BrokerEvent[]> {
    if (event.kind === 'action') yield* this.#act(event);
    if (event.kind !== 'bar' && event.kind !== 'quote' && event.kind !== 'trade') return;
    const { symbol, at } = event;
    const begin = event.kind === 'bar' ? event.start : at;
    const before = this.#rowBefore.get(symbol);
    this.#rowBefore.set(symbol, begin);
    if (event.kind === 'quote' && event.bid >= event.ask) {
      this.#crossed.set(symbol, (this.#crossed.get(symbol) ?? 0) + 1);
    }
    if (this.#desk.book.isEmpty()) return;
    const { sessionEnd, inSession } = this.#desk.context;
    // A row before the session's own first does not open it. What begins at a close is after it.
    const isRegular = (row: number): boolean => inSession(symbol, event.kind === 'bar' ? row + 1 : row);
    const opensSession = (): boolean =>
      before === undefined || sessionEnd(symbol, before) !== sessionEnd(symbol, begin) || !isRegular(before);
    const { book } = this.#desk;
    if (book.mayEnd(begin)) {
      yield* timeOut(this.#desk, ({ order, until }) => order.symbol === symbol && until <= begin);
    }
    if (event.kind === 'bar') yield* walkBar(this.#desk, event, opensSession);
    else yield* walkTick(this.#desk, event, opensSession);
    if (book.hasChances()) yield* endChances(this.#desk, symbol);
    if (!book.mayEnd(at)) return;
    // Other symbols may still have a row of this very instant before them.
    yield* timeOut(this.#desk, ({ order, until }) => (order.symbol === symbol ? until <= at : until < at));
  }

  /** What has ended before the day of a split or a dividend does not follow it any more. */
  *#act(event: CorporateAction): Iterable<BrokerEvent | readonly BrokerEvent[]> {
    const { symbol, at } = event;
    yield* timeOut(this.#desk, ({ order, until }) => order.symbol === symbol && until <= at);
    yield followAction(this.#desk, event);
  }

  /** No margin call and no ruin follow a row; a bar that is over counts for the next one's law. */
  settle(event: MarketEvent): Iterable<BrokerEvent> {
    const { settings, volatility } = this.#desk;
    if (event.kind === 'bar' && settings.slippage === 'square-root') {
      volatility.add(event.symbol, event.close);
    }
    return [];
  }

  /** Closings for a statistic's sake are not of this rule set; what it saw of the data is told. */
  finalize(): Iterable<BrokerEvent> {
    // Which symbol was crossed first nobody can say of rows that passed together.
    const crossed = [...this.#crossed].sort(([a], [b]) => byCodePoint(a, b));
    return crossed.map(([symbol, count]) => {
      const facts = { symbol, count };
      return { kind: 'notice', pipeline: null, symbol, code: 'QUOTES_CROSSED', facts };
    });
  }
}
