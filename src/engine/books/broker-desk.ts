import type {
  BrokerAction,
  BrokerAdjustment,
  BrokerAgain,
  BrokerFill,
  BrokerOrder,
  OutsideAnswer,
} from '../../brokers/simulated/simulated-broker.js';
import { assert } from '../../domain/assert.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Cause, Outcome } from '../../domain/journal.js';
import type { Command, Order } from '../../domain/order.js';
import type { PortfolioView } from '../../domain/portfolio-view.js';
import type { TurnQueue } from '../turns/turn-queue.js';
import { fillBodyOf } from './fill-body-of.js';
import type { JournalWriter } from './journal-writer.js';
import type { OwnBarCount } from './own-bar-count.js';
import { PlacingEntries } from './placing-entries.js';

/** What the desk needs to book an answer. */
export interface DeskParts {
  readonly journal: JournalWriter;
  readonly portfolio: PortfolioView;
  readonly queue: TurnQueue;
  readonly bars: OwnBarCount;
  readonly instrument: (symbol: string) => Instrument;
  readonly onFill: (serial: number, pipeline: string, symbol: string) => void;
  /** A split or a dividend was booked: prices that were known before it follow. */
  readonly onAction: (action: BrokerAction) => void;
  /** A lost change is to be asked for once more. */
  readonly onAgain: (again: BrokerAgain, causes: readonly Cause[]) => void;
  /** A pipeline's account is gone. */
  readonly onRuin: (pipeline: string, outcome: Outcome, causes: readonly Cause[]) => void;
}

/**
 * Books the broker's answers: each becomes an entry, is folded, and waits as a turn of its own for the
 * pipeline whose order it was. A fill is never delivered inside the turn of its order.
 */
export class BrokerDesk {
  private readonly places: PlacingEntries;
  private readonly changes = new WeakMap<Command, number>();
  /** The row that the broker is meeting. */
  private row: readonly Cause[] = [];

  constructor(private readonly parts: DeskParts) {
    this.places = new PlacingEntries(parts.portfolio);
  }

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
    return entryOf(this.places.of(order));
  }

  /** Why an order is about to fill. */
  causesAtFill(order: string): readonly Cause[] {
    return [...this.placedBy(order), ...this.row];
  }

  book(answer: OutsideAnswer, causes: readonly Cause[]): void {
    switch (answer.kind) {
      case 'fill':
        return this.bookFill(answer, causes);
      case 'order':
        return this.bookOrder(answer, causes);
      case 'action':
        return this.bookAction(answer, causes);
      case 'house':
        return this.bookHouse(answer.order, causes);
      case 'adjustment':
        return this.bookAdjustment(answer, causes);
      case 'freeze': {
        const { kind, symbol, ...body } = answer;
        this.parts.journal.append({ kind, causes, symbol, body });
        return;
      }
      case 'again':
        return this.parts.onAgain(answer, [...this.changeOf({ answers: answer.command }), ...causes]);
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
    const { bars, instrument } = this.parts;
    const bar = bars.indexOf(pipeline, symbol, fill.bar);
    const body = fillBodyOf(fill, { order, bar, currency: instrument(symbol).currency });
    const entry = journal.append({
      kind: 'fill',
      causes: distinct([...this.placedBy(fill.order), ...causes]),
      pipeline,
      symbol,
      body,
    });
    onFill(entry.serial, pipeline, symbol);
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

  private bookAdjustment(adjustment: BrokerAdjustment, causes: readonly Cause[]): void {
    const { kind, pipeline, symbol, ...body } = adjustment;
    const placed = body.order === null ? [] : this.placedBy(body.order);
    const entry = this.parts.journal.append({ kind, causes: [...placed, ...causes], pipeline, symbol, body });
    this.parts.onFill(entry.serial, pipeline, symbol);
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

  private changeOf({ answers }: Pick<BrokerOrder, 'answers'>): readonly Cause[] {
    return entryOf(answers && this.changes.get(answers));
  }

  private orderOf(id: string): Order {
    const record = this.parts.portfolio.order(id);
    if (!record) assert(false, `desk: the broker spoke of order ${id}, which nobody placed`);
    return record.order;
  }
}

const entryOf = (serial: number | undefined): readonly Cause[] =>
  serial === undefined ? [] : [{ entry: serial }];

/** What answers a new order names its command once, though that both placed it and came just now. */
const distinct = (causes: readonly Cause[]): readonly Cause[] => {
  const named: Cause[] = [];
  for (const cause of causes) {
    if ('entry' in cause && named.some((other) => 'entry' in other && other.entry === cause.entry)) continue;
    named.push(cause);
  }
  return named;
};
