import type { Bar, MarketEvent } from '../../domain/market-event.js';
import type { Command, Order } from '../../domain/order.js';
import type { Approved } from '../../risk/approved.js';
import { isNothing } from './is-nothing.js';
import { actsBeforeBar } from './laws/acts-before-bar.js';
import type { BrokerContext, BrokerEvent, SimulatedBroker, TickMatching } from './simulated-broker.js';

/** A command that waits, and when it was approved. */
interface Late {
  readonly command: Approved<Command>;
  readonly order: Order;
  readonly at: number;
}

type Answers = ReturnType<SimulatedBroker['meet']>;

const MICROSECOND_MS = 0.001;

/** What is held back, and for how long. */
export interface Holding {
  /** On the way to the market, where quotes or trades fill. */
  readonly latencyMs: number;
  /** New orders too, for rules by which one displaces others. */
  readonly newOrders: boolean;
}

/**
 * Holds cancels and amends back until they can have reached the market: on bars by `actsBeforeBar`, on
 * quotes and trades by the latency. Without it what a bar brought could be looked at before an order that the
 * bar has filled already is taken back.
 */
export class LateChanges implements SimulatedBroker {
  readonly #context: BrokerContext;
  readonly #holding: Holding;
  readonly #broker: SimulatedBroker;
  /** By symbol the end of the newest bar that its orders have met. */
  readonly #lastEnd = new Map<string, number>();
  /** Symbols with bars outside their sessions. */
  readonly #afterHours = new Set<string>();
  #waiting: readonly Late[] = [];
  /** While a held change is carried out: when it was approved, which is what the rules are to see. */
  #asOf: number | null = null;

  /** @param make Makes the broker behind it, whose time is the time of what it is asked for. */
  constructor(context: BrokerContext, holding: Holding, make: (context: BrokerContext) => SimulatedBroker) {
    this.#context = context;
    this.#holding = holding;
    this.#broker = make({ ...context, now: () => this.#asOf ?? context.now() });
  }

  accept(command: Approved<Command>): Iterable<BrokerEvent> {
    const order =
      command.kind === 'place' ? command.order : this.#context.portfolio.order(command.order)?.order;
    const now = this.#context.now();
    if (!order) return this.#broker.accept(command);
    const at = this.#saidAt(order.symbol, now);
    if (!this.#isHeld(command) || !this.#isEarly(order.symbol, now)) return this.#acceptAsOf(at, command);
    this.#waiting = [...this.#waiting, { command, order, at }];
    return [];
  }

  meet(event: MarketEvent): Answers {
    if (this.#waiting.length > 0) return this.#meetLate(event);
    const answers = this.#broker.meet(event);
    if (event.kind !== 'bar') return answers;
    if (!isNothing(answers)) return this.#meetBar(answers, event);
    this.#over(event);
    return answers;
  }

  *#meetLate(event: MarketEvent): Answers {
    yield* this.#carryOut((late) => this.#hasArrived(late, event));
    const answers = this.#broker.meet(event);
    yield* event.kind === 'bar' ? this.#meetBar(answers, event) : answers;
  }

  *#meetBar(answers: Answers, bar: Bar): Answers {
    yield* answers;
    this.#over(bar);
    if (this.#waiting.length > 0) yield* this.#carryOut(({ order }) => order.symbol === bar.symbol);
  }

  /** All orders have met the bar. */
  #over(bar: Bar): void {
    this.#lastEnd.set(bar.symbol, bar.at);
    if (!this.#context.inSession(bar.symbol, bar.start + 1)) this.#afterHours.add(bar.symbol);
  }

  get ticks(): TickMatching | undefined {
    const { ticks } = this.#broker;
    return ticks && { ...ticks, isIdle: () => this.#waiting.length === 0 && ticks.isIdle() };
  }

  settle(event: MarketEvent): Iterable<BrokerEvent> {
    return this.#broker.settle(event);
  }

  finalize(): Iterable<BrokerEvent> {
    return this.#broker.finalize();
  }

  #isHeld({ kind }: Command): boolean {
    return kind !== 'place' || this.#holding.newOrders;
  }

  /**
   * Who has heard a trade or a quote at this very instant knows the first price of a bar that begins with it:
   * for bars he speaks just after it.
   */
  #saidAt(symbol: string, now: number): number {
    const knows = this.#context.matchesBars(symbol) && this.#context.heardAt(symbol) === now;
    return knows ? now + MICROSECOND_MS : now;
  }

  #acceptAsOf(at: number, command: Approved<Command>): readonly BrokerEvent[] {
    this.#asOf = at;
    const answers = [...this.#broker.accept(command)];
    this.#asOf = null;
    return answers;
  }

  /** A bar may be in the making whose beginning it cannot reach any more, or the wire takes its time. */
  #isEarly(symbol: string, at: number): boolean {
    const { matchesBars, inSession } = this.#context;
    if (!matchesBars(symbol)) return this.#holding.latencyMs > 0;
    const isClosed = !inSession(symbol, at) && !this.#afterHours.has(symbol);
    return !isClosed && this.#lastEnd.get(symbol) !== at;
  }

  #hasArrived({ command, order, at }: Late, event: MarketEvent): boolean {
    if (!this.#context.matchesBars(order.symbol)) return event.at >= at + this.#holding.latencyMs;
    if (event.kind !== 'bar' || event.symbol !== order.symbol) return false;
    return command.kind === 'place' ? at <= event.start : actsBeforeBar(event, order, at);
  }

  /** What a command brings is said in one piece, as when it is given: nobody may act in the middle of it. */
  *#carryOut(isDue: (late: Late) => boolean): Iterable<readonly BrokerEvent[]> {
    const due = this.#waiting.filter(isDue);
    this.#waiting = this.#waiting.filter((late) => !due.includes(late));
    for (const late of due) {
      const answers = this.#acceptAsOf(late.at, late.command);
      yield answers.length === 0 ? this.#unanswered(late) : answers.map((answer) => answered(answer, late));
    }
  }

  /** Who cancels twice has what he wished. */
  #unanswered(late: Late): readonly BrokerEvent[] {
    const state = this.#context.portfolio.order(late.order.id)?.state;
    return late.command.kind === 'cancel' && state === 'cancelled' ? [] : [tooLate(late)];
  }
}

const answered = (answer: BrokerEvent, { command, order }: Late): BrokerEvent =>
  answer.kind === 'order' && answer.order === order.id ? { ...answer, answers: command } : answer;

const tooLate = ({ command, order }: Late): BrokerEvent => ({
  kind: 'notice',
  pipeline: order.pipeline,
  symbol: order.symbol,
  code: 'CHANGE_TOO_LATE',
  facts: { order: order.id, change: command.kind },
  answers: command,
});
