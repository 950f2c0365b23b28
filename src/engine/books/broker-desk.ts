import type {
  BrokerAction,
  BrokerEvent,
  BrokerFill,
  BrokerNotice,
  BrokerOrder,
} from '../../brokers/simulated/simulated-broker.js';
import { assert } from '../../domain/assert.js';
import type { FillBody } from '../../domain/fill-body.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Cause, Outcome } from '../../domain/journal.js';
import type { Command, Order } from '../../domain/order.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
import type { TurnQueue } from '../turns/turn-queue.js';
import type { JournalWriter } from './journal-writer.js';
import type { OwnBarCount } from './own-bar-count.js';

/** What the desk needs to book an answer. */
export interface DeskParts {
  readonly journal: JournalWriter;
  readonly portfolio: PortfolioView;
  readonly queue: TurnQueue;
  readonly bars: OwnBarCount;
  readonly instrument: (symbol: string) => Instrument;
  readonly onFill: (serial: number, pipeline: string) => void;
  /** A split or a dividend was booked: prices that were known before it follow. */
  readonly onAction: (action: BrokerAction) => void;
  /** A pipeline's account is gone. */
  readonly onRuin: (pipeline: string, outcome: Outcome, causes: readonly Cause[]) => void;
}

/**
 * Books the broker's answers: each becomes an entry, is folded, and waits as a turn of its own for the
 * pipeline whose order it was. A fill is never delivered inside the turn of its order.
 */
export class BrokerDesk {
  private readonly places = new Map<string, number>();
  private readonly changes = new WeakMap<Command, number>();
  /** The row that the broker is meeting. */
  private row: readonly Cause[] = [];

  constructor(private readonly parts: DeskParts) {}

  /** Remembers the entry of a command, so that what comes of it can name it as its cause. */
  commanded(command: Command, serial: number): void {
    if (command.kind !== 'place') this.changes.set(command, serial);
    else for (const { id } of [command.order, ...command.children]) this.places.set(id, serial);
  }

  /** The broker meets a row, or has met it. */
  meets(row: readonly Cause[]): void {
    this.row = row;
  }

  /** The entry that placed an order, as a cause. */
  placedBy(order: string): readonly Cause[] {
    return entryOf(this.places.get(order));
  }

  /** Why an order is about to fill. */
  causesAtFill(order: string): readonly Cause[] {
    return [...this.placedBy(order), ...this.row];
  }

  book(answer: BrokerEvent, causes: readonly Cause[]): void {
    switch (answer.kind) {
      case 'fill':
        return this.bookFill(answer, causes);
      case 'order':
        return this.bookOrder(answer, causes);
      case 'action':
        return this.bookAction(answer, causes);
      case 'house':
        return this.bookHouse(answer.order, causes);
      case 'ruin':
        return this.parts.onRuin(answer.pipeline, { code: 'RUINED', facts: answer.facts }, causes);
      case 'notice':
        this.parts.journal.append({
          kind: 'notice',
          causes: [...this.changeOf(answer), ...causes],
          pipeline: answer.pipeline,
          symbol: answer.symbol,
          body: { code: answer.code, facts: answer.facts },
        });
    }
  }

  private bookFill(fill: BrokerFill, causes: readonly Cause[]): void {
    const { journal, queue, onFill } = this.parts;
    const order = this.orderOf(fill.order);
    const { pipeline, symbol } = order;
    const body = this.fillBody(fill, order);
    const entry = journal.append({
      kind: 'fill',
      causes: distinct([...this.placedBy(fill.order), ...causes]),
      pipeline,
      symbol,
      body,
    });
    onFill(entry.serial, pipeline);
    queue.own(pipeline, entry);
    if (fill.complete) this.awaken(order, entry.serial);
  }

  private bookOrder(answer: BrokerOrder, causes: readonly Cause[]): void {
    const { journal, queue } = this.parts;
    const order = this.orderOf(answer.order);
    const { pipeline, symbol, key } = order;
    const { state, code, facts, change } = answer;
    const entry = journal.append({
      kind: 'order',
      causes: distinct([...this.placedBy(answer.order), ...this.changeOf(answer), ...causes]),
      pipeline,
      symbol,
      body: { order: answer.order, key, state, code, facts, change },
    });
    queue.own(pipeline, entry);
    const isOver = state === 'cancelled' || state === 'expired' || state === 'rejected';
    if (isOver) this.awaken(order, entry.serial);
  }

  /** Who held the symbol hears what he holds now. */
  private bookAction(action: BrokerAction, causes: readonly Cause[]): void {
    const { journal, queue, portfolio, onAction } = this.parts;
    const { kind, symbol, ...body } = action;
    const entry = journal.append({ kind, causes, symbol, body });
    onAction(action);
    if (body.action !== 'split') return;
    for (const pipeline of portfolio.pipelines) {
      if (portfolio.position(pipeline, symbol) !== 0) queue.held(pipeline, entry);
    }
  }

  private bookHouse(order: Order, causes: readonly Cause[]): void {
    const { pipeline, symbol } = order;
    const command = { kind: 'place', order, children: [] } as const;
    const entry = this.parts.journal.append({ kind: 'command', causes, pipeline, symbol, body: { command } });
    this.commanded(command, entry.serial);
  }

  /** A target that waited for this order to be out of the way is decided again. */
  private awaken({ pipeline, symbol, role }: Order, serial: number): void {
    const target = this.parts.portfolio.target(pipeline, symbol);
    if (role === 'target' && target?.waiting) this.parts.queue.replan(pipeline, { symbol, cause: serial });
  }

  private fillBody(fill: BrokerFill, order: Order): FillBody {
    const { bars } = this.parts;
    return {
      order: fill.order,
      key: order.key,
      side: fill.side,
      quantity: fill.quantity,
      price: fill.price,
      commission: fill.commission,
      currency: this.parts.instrument(order.symbol).currency,
      happenedAt: fill.happenedAt,
      effect: fill.effect,
      lot: fill.lot,
      entryCommission: fill.entryCommission,
      bar: bars.indexOf(order.pipeline, order.symbol, fill.bar),
      because: order.because,
      complete: fill.complete,
    };
  }

  private changeOf({ answers }: BrokerOrder | BrokerNotice): readonly Cause[] {
    return entryOf(answers && this.changes.get(answers));
  }

  private orderOf(id: string): Order {
    const record = this.parts.portfolio.order(id);
    assert(record, `desk: the broker spoke of order ${id}, which nobody placed`);
    return record.order;
  }
}

const entryOf = (serial: number | undefined): readonly Cause[] =>
  serial === undefined ? [] : [{ entry: serial }];

/** What answers a new order names its command once, though that both placed it and came just now. */
const distinct = (causes: readonly Cause[]): readonly Cause[] =>
  causes.filter((cause, index) => {
    if (!('entry' in cause)) return true;
    return causes.findIndex((other) => 'entry' in other && other.entry === cause.entry) === index;
  });
