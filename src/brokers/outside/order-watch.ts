import type { OrderRecord } from '../../domain/journal.js';
import type { Command, Order } from '../../domain/order.js';
import type { OutcomeCode } from '../../domain/outcome-codes.js';
import type { OutsideEvent, OutsideOrder } from '../../domain/outside-event.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
import { isOver } from '../../portfolio/is-over.js';
import type { Approved } from '../../risk/approved.js';
import { orderSaid } from '../simulated/order-said.js';
import type { BrokerOrder, OutsideAnswer } from '../simulated/simulated-broker.js';
import { type Ending, endSaid } from './end-said.js';
import { goneSaid } from './gone-said.js';
import type { OrderEvidence } from './order-fate.js';

/** A change of an order that the broker has not answered. */
export interface Asked {
  readonly command: Approved<Exclude<Command, { readonly kind: 'place' }>>;
  /** The first of the snapshots in a row that have the order at work as if nobody had asked. */
  unseenSince: number | null;
}

interface Watched {
  readonly order: Order;
  absent: OrderEvidence['absent'];
  /** An end that waits for the executions it speaks of. */
  ending: Ending | null;
  asked: readonly Asked[];
}

type Status = Extract<OutsideEvent, { readonly kind: 'status' }>;

/**
 * What is known of orders that are not over. States never go backwards: what comes late or twice is nothing,
 * and an end that speaks of more than was booked waits until that is.
 */
export class OrderWatch {
  readonly #watched = new Map<string, Watched>();

  constructor(private readonly portfolio: Pick<PortfolioView, 'order'>) {}

  placed(order: Order): void {
    this.#watched.set(order.id, { order, absent: null, ending: null, asked: [] });
  }

  asked(command: Asked['command']): void {
    const watched = this.#watched.get(command.order);
    if (watched) watched.asked = [...watched.asked, { command, unseenSince: null }];
  }

  /** The broker spoke of an order: it is not absent. */
  heard(id: string): void {
    const watched = this.#watched.get(id);
    if (watched) watched.absent = null;
  }

  *status(id: string, { state, filled, reason }: Status): Iterable<BrokerOrder> {
    const watched = this.#live(id);
    if (!watched) return;
    watched.absent = null;
    if (state !== 'working') {
      watched.ending = { state, filled, reason };
      yield* this.settle(id);
    } else if (this.#record(id)?.state === 'pending') yield orderSaid(id, 'working');
  }

  /** An end whose executions are all booked is an end. */
  *settle(id: string): Iterable<BrokerOrder> {
    const watched = this.#live(id);
    const { ending } = watched ?? {};
    const record = this.#record(id);
    if (!ending || !record || (ending.filled ?? 0) > record.filled) return;
    yield* this.end(id);
  }

  /** An order is over as the broker told it, or as nobody did: `otherwise`. */
  *end(id: string, otherwise: OutcomeCode = 'ORDER_GONE'): Iterable<BrokerOrder> {
    const watched = this.#live(id);
    if (!watched) return;
    const { ending, order, asked } = watched;
    const cancel = asked.find(({ command }) => command.kind === 'cancel')?.command;
    this.#watched.delete(id);
    const said = ending ? endSaid(order, ending, cancel !== undefined) : goneSaid(order, otherwise);
    yield cancel ? { ...said, answers: cancel } : said;
  }

  *amended(id: string, change: Extract<OutsideEvent, { kind: 'amended' }>['change']): Iterable<BrokerOrder> {
    const watched = this.#live(id);
    const record = this.#record(id);
    if (!watched || !record) return;
    const answered = watched.asked.find(
      ({ command }) => command.kind === 'amend' && has(change, command.change),
    );
    if (!answered && has(record.order, change)) return;
    watched.asked = watched.asked.filter((one) => one !== answered);
    const said = orderSaid(id, record.state === 'pending' ? 'working' : record.state, {
      code: 'AMENDED',
      facts: { ...change },
    });
    yield { ...said, change, ...(answered ? { answers: answered.command } : {}) };
  }

  *unchanged(id: string, event: Extract<OutsideEvent, { kind: 'unchanged' }>): Iterable<OutsideAnswer> {
    const watched = this.#live(id);
    const record = this.#record(id);
    const answered = watched?.asked.find(({ command }) => command.kind === event.change);
    // A cancel that was refused stays asked: an order that goes on working is taken back once more.
    if (!watched || !record || !answered || event.change === 'cancel') return;
    watched.asked = watched.asked.filter((one) => one !== answered);
    const facts = { order: id, change: event.change, reason: event.reason };
    yield { ...orderSaid(id, record.state, { code: 'CHANGE_REFUSED', facts }), answers: answered.command };
  }

  /** The newest snapshot has it, in whatever state. */
  *listed(id: string, told: OutsideOrder, { at, graceMs }: Moment): Iterable<OutsideAnswer> {
    const watched = this.#live(id);
    if (!watched) return;
    if (told.state !== 'working') {
      const { state, filled } = told;
      // A correction may have changed what it had filled when its end was told.
      watched.ending = { ...(watched.ending ?? { state: endOf(state), reason: null }), filled };
      yield* this.settle(id);
      return;
    }
    watched.absent = null;
    if (this.#record(id)?.state === 'pending') yield orderSaid(id, 'working');
    for (const one of watched.asked) {
      if (one.command.kind === 'amend' && has(told, one.command.change)) {
        yield* this.amended(id, one.command.change);
      } else if (at - (one.unseenSince ??= at) >= graceMs) yield* this.#lost(watched, one);
    }
  }

  /** The newest snapshot does not have it at work. */
  missed(id: string, at: number): void {
    const watched = this.#live(id);
    if (watched) watched.absent = { since: watched.absent?.since ?? at, until: at };
  }

  absence(id: string): OrderEvidence['absent'] {
    return this.#live(id)?.absent ?? null;
  }

  /** Orders that are not over. */
  *live(): Iterable<OrderRecord> {
    for (const id of [...this.#watched.keys()]) {
      const record = this.#live(id) && this.#record(id);
      if (record) yield record;
    }
  }

  /** Whether another snapshot could settle something. */
  isUnsettled(): boolean {
    for (const { order, state } of this.live()) {
      const watched = this.#live(order.id);
      if (state === 'pending' || watched?.absent || watched?.ending) return true;
      if (watched && watched.asked.length > 0) return true;
    }
    return false;
  }

  *#lost(watched: Watched, { command }: Asked): Iterable<OutsideAnswer> {
    const { id, pipeline, symbol } = watched.order;
    watched.asked = watched.asked.filter((one) => one.command !== command);
    const facts = { order: id, change: command.kind };
    if (command.kind === 'cancel') yield { kind: 'again', command, pipeline, symbol };
    else {
      const state = this.#record(id)?.state ?? 'working';
      yield { ...orderSaid(id, state, { code: 'CHANGE_LOST', facts }), answers: command };
    }
  }

  #record(id: string): OrderRecord | undefined {
    return this.portfolio.order(id);
  }

  /** What is watched of an order that is not over; one that is over is forgotten. */
  #live(id: string): Watched | undefined {
    const state = this.#record(id)?.state;
    if (state !== undefined && isOver(state)) this.#watched.delete(id);
    return this.#watched.get(id);
  }
}

/** When a snapshot came, and how far apart two must be that prove something. */
interface Moment {
  readonly at: number;
  readonly graceMs: number;
}

const endOf = (state: Exclude<OutsideOrder['state'], 'working'>): Ending['state'] =>
  state === 'filled' ? 'cancelled' : state;

const FIELDS = ['quantity', 'limitPrice', 'stopPrice'] as const;

type Changeable = { readonly [F in (typeof FIELDS)[number]]?: number | null };

const has = (order: Changeable, change: Changeable): boolean =>
  FIELDS.every((field) => change[field] === undefined || change[field] === order[field]);
