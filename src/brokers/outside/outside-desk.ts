import type { Outcome } from '../../domain/journal.js';
import type { Command, Order } from '../../domain/order.js';
import type { OutsideEvent } from '../../domain/outside-event.js';
import type { Approved } from '../../risk/approved.js';
import { orderSaid } from '../simulated/order-said.js';
import type {
  BrokerContext,
  BrokerEvent,
  OutsideAnswer,
  OutsideHearing,
  SimulatedBroker,
  TickMatching,
} from '../simulated/simulated-broker.js';
import { bookExecution, bookFee } from './book-execution.js';
import { disputedIn } from './disputed-in.js';
import { ExecutionBook } from './execution-book.js';
import { fateIn } from './fate-in.js';
import { followSnapshot } from './follow-snapshot.js';
import { freezeWith } from './freeze-with.js';
import { Freezes } from './freezes.js';
import { orderOfOurs } from './order-of-ours.js';
import { OrderWatch } from './order-watch.js';
import type { OutsideBooks, OutsideTerms } from './outside-books.js';
import { PositionWatch } from './position-watch.js';
import { reconcile } from './reconcile.js';
import { takeOverBooks } from './take-over-books.js';

type Said<K extends OutsideEvent['kind']> = Extract<OutsideEvent, { readonly kind: K }>;

const AWAY: Outcome = { code: 'BROKER_DISCONNECTED', facts: { detail: 'it was not asked yet' } };

/**
 * The wheel's side of a broker outside: takes commands, and turns what the broker says, in whatever order and
 * however often, into what is booked. It is a pure fold of what it was told, so that a replay of the
 * recording comes to the same.
 */
export class OutsideDesk implements SimulatedBroker {
  readonly outside: OutsideHearing;
  readonly ticks: TickMatching = { isIdle: () => true, passed: () => undefined };
  readonly #books: OutsideBooks;

  constructor(context: BrokerContext, terms: OutsideTerms) {
    this.#books = {
      context,
      terms,
      executions: new ExecutionBook(),
      orders: new OrderWatch(context.portfolio),
      positions: new PositionWatch(),
      freezes: new Freezes(),
      line: { isUp: false, isAsked: false, request: 0 },
      returned: new Map(),
    };
    const books = this.#books;
    const frozen = (symbol: string): Outcome | null =>
      books.freezes.of(symbol) ?? (books.line.isAsked ? null : AWAY);
    this.outside = {
      hear: (event) => this.#hear(event),
      takeOver: (told) => takeOverBooks(books, told),
      reconcile: (asked) => reconcile(books, asked),
      frozen,
      disputed: (symbol) => (frozen(symbol) ? disputedIn(books, symbol) : null),
      freezes: () => books.freezes.all(),
      positions: () => books.positions.seen(),
      fate: (order) => fateIn(books, order),
      isUnsettled: () => isUnsettled(books),
    };
  }

  *accept(command: Approved<Command>): Iterable<BrokerEvent> {
    const { line, terms, orders } = this.#books;
    if (command.kind === 'place') {
      yield* this.#place(command);
      return;
    }
    orders.asked(command);
    // A change that cannot leave is one that was lost: snapshots will tell, once there are any again.
    if (line.isUp) terms.commands.put(command);
  }

  /** The market fills nothing here. */
  meet(): Iterable<BrokerEvent> {
    return NOTHING;
  }

  settle(): Iterable<BrokerEvent> {
    return NOTHING;
  }

  finalize(): Iterable<BrokerEvent> {
    return NOTHING;
  }

  *#place(command: Approved<Extract<Command, { kind: 'place' }>>): Iterable<BrokerEvent> {
    const all = [command.order, ...command.children];
    const flaw = this.#flawOf(all);
    for (const order of all) {
      if (flaw) yield orderSaid(order.id, flaw.state, flaw);
      else this.#books.orders.placed(order);
    }
    if (!flaw) this.#books.terms.commands.put(command);
  }

  #flawOf(orders: readonly Order[]): (Outcome & { readonly state: 'rejected' | 'expired' }) | null {
    if (!this.#books.line.isUp) return { state: 'expired', ...AWAY };
    if (orders.every(({ quantity }) => quantity !== null)) return null;
    const facts = { rules: 'outside', what: 'fraction: it knows quantities only' };
    return { state: 'rejected', code: 'RULES_UNSUPPORTED', facts };
  }

  *#hear(event: OutsideEvent): Iterable<OutsideAnswer> {
    yield* this.#said(event);
    const { terms, context, executions } = this.#books;
    executions.forget((name) => context.portfolio.isForgotten(terms.names.idOf(name) ?? ''));
    // What was unknown of an order may have become known by any word.
    for (const { name } of this.#books.freezes.all()) {
      if (name.startsWith('order:') && fateIn(this.#books, name.slice('order:'.length)) !== 'unknown') {
        yield* this.#books.freezes.lift(name);
      }
    }
  }

  #said(event: OutsideEvent): Iterable<OutsideAnswer> {
    switch (event.kind) {
      case 'connection':
        return this.#connection(event);
      case 'execution':
        return bookExecution(this.#books, event);
      case 'fee':
        return bookFee(this.#books, event);
      case 'snapshot':
        return followSnapshot(this.#books, event);
      case 'status':
      case 'amended':
      case 'unchanged':
        return this.#spoke(event);
      case 'unknown': {
        const { symbol, text } = event;
        const outcome = { code: 'BROKER_UNINTELLIGIBLE', facts: { text } } as const;
        return freezeWith(this.#books, { name: `unknown:${text}`, symbol }, outcome);
      }
    }
  }

  *#connection({ state, detail }: Said<'connection'>): Iterable<OutsideAnswer> {
    this.#books.line.isUp = state === 'up';
    this.#books.line.request = 0;
    // Whatever happened while nobody listened, the next snapshot tells.
    this.#books.line.isAsked = false;
    const outcome = { code: 'BROKER_DISCONNECTED', facts: { detail } } as const;
    this.#books.freezes.retell('connection', outcome.facts);
    yield* freezeWith(this.#books, { name: 'connection', symbol: null }, outcome);
  }

  *#spoke(event: Said<'status' | 'amended' | 'unchanged'>): Iterable<OutsideAnswer> {
    const record = yield* orderOfOurs(this.#books, event.order, null);
    if (!record) return;
    const { orders } = this.#books;
    const { id } = record.order;
    if (event.kind === 'status') yield* orders.status(id, event);
    else if (event.kind === 'amended') yield* orders.amended(id, event.change);
    else yield* orders.unchanged(id, event);
  }
}

/** Whether another snapshot could settle something. */
const isUnsettled = ({ line, orders, freezes, positions }: OutsideBooks): boolean =>
  !line.isAsked ||
  orders.isUnsettled() ||
  freezes.all().length > 0 ||
  positions.seen().some(({ since }) => since !== null);

const NOTHING: readonly never[] = [];
