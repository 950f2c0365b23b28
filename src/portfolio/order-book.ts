import { assert } from '../domain/assert.js';
import type { CarriedBody, CarriedOutside } from '../domain/carried-body.js';
import type { ChangeAsked, EntryOf, OrderRecord } from '../domain/journal.js';
import type { Order } from '../domain/order.js';
import { splitChange } from '../domain/split-change.js';
import { isOver } from './is-over.js';
import { orderIdParts } from './order-id-parts.js';
import { type FinishedWish, standingOrders } from './standing-orders.js';
import { withoutNoise } from './without-noise.js';

/** What an order book keeps of orders that are over. */
interface OrderMemory {
  /** How many of them at least. */
  readonly finishedMax: number;
  /** The oldest is one too many: nothing more is known of it. */
  readonly forgets: (order: string) => void;
}

/** Orders of the journal and where they stand: those that live, and the newest of those that are over. */
export class OrderBook {
  private readonly orders = new Map<string, OrderRecord>();
  /** The newest order of each key, by pipeline. */
  private readonly keys = new Map<string, Map<string, string>>();
  private readonly alive = new Map<string, Alive>();
  /** Those that are over, by when they were last spoken of. */
  private readonly over = new Set<string>();
  /** By segment the newest order that is forgotten: its number. */
  private readonly forgotten = new Map<string, number>();

  constructor(private readonly memory: OrderMemory) {}

  order(id: string): OrderRecord | undefined {
    return this.orders.get(id);
  }

  /** Whether an order is over for so long that nothing more is known of it. */
  isForgotten(id: string): boolean {
    const [segment, number] = orderIdParts(id);
    return number <= (this.forgotten.get(segment) ?? 0) && !this.orders.has(id);
  }

  byKey(pipeline: string, key: string): OrderRecord | undefined {
    const id = this.keys.get(pipeline)?.get(key);
    return id === undefined ? undefined : this.orders.get(id);
  }

  live(pipeline: string): readonly OrderRecord[] {
    const alive = this.alive.get(pipeline);
    if (!alive) return [];
    // Asked several times for every intent, and between two changes always the same.
    alive.list ??= [...alive.byId.values()];
    return alive.list;
  }

  /** A segment begins: what still worked before it is what it takes over, and nothing else. */
  begin(): void {
    this.alive.clear();
    this.keys.clear();
  }

  carry({ orders, outside }: CarriedBody): void {
    const working = new Map(outside?.working.map((one) => [one.order, one]));
    for (const { order, ...stands } of outside?.finished ?? []) this.place(order, stands);
    for (const order of orders) this.place(order, working.get(order.id));
    for (const [segment, number] of Object.entries(outside?.forgotten ?? {})) this.pass(segment, number);
  }

  /** What another segment must know of orders that a broker outside may speak of. */
  standing(wish: FinishedWish): Omit<CarriedOutside, 'fills'> {
    const { over, forgotten } = this;
    return standingOrders({ records: [...this.orders.values()], over, forgotten }, wish);
  }

  command({ serial, body: { command } }: EntryOf<'command'>): void {
    if (command.kind === 'amend') this.ask(command.order, { serial, change: command.change });
    if (command.kind !== 'place') return;
    for (const order of [command.order, ...command.children]) this.place(order);
  }

  change({ body, causes }: EntryOf<'order'>): void {
    const record = this.orders.get(body.order);
    if (!record) assert(false, `order book: order ${body.order} was never placed`);
    // A bracket's exit learns its lot when its entry has opened it: it may close that one, whatever is held.
    const { lot } = body.state === 'working' ? body.facts : {};
    const known = typeof lot === 'string' ? { lot } : {};
    // Most news change nothing of the order itself, and the orders of a whole run are remembered here.
    const isAsBefore = body.change === null && typeof lot !== 'string';
    const order = isAsBefore ? record.order : { ...record.order, ...body.change, ...known };
    // A broker changes an order of its own accord, too: what answers a change names its command as a cause.
    const isAnswered = ({ serial }: ChangeAsked): boolean =>
      causes.some((cause) => 'entry' in cause && cause.entry === serial);
    const changes = record.changes.some(isAnswered)
      ? record.changes.filter((asked) => !isAnswered(asked))
      : record.changes;
    this.put({ order, state: body.state, filled: record.filled, changes });
  }

  fill({ body }: EntryOf<'fill'>): void {
    const record = this.orders.get(body.order);
    if (!record) assert(false, `order book: order ${body.order} was never placed`);
    // A fill that crossed the end of its order is a fill, and the order stays ended.
    const isLate = isOver(record.state) && !body.complete;
    const state = body.complete ? 'filled' : 'partial';
    // Parts of a unit add up with noise, which would look like something left to fill.
    const filled = withoutNoise(record.filled + body.quantity);
    const { order, changes } = record;
    this.put({ order, state: isLate ? record.state : state, filled, changes });
  }

  /** A broker corrected what of an order has filled; one that is over does not come back by it. */
  adjust({ body }: EntryOf<'adjustment'>): void {
    if (body.order === null) return;
    const record = this.orders.get(body.order);
    if (!record) assert(false, `order book: order ${body.order} was never placed`);
    const { order } = record;
    const more = order.side === 'buy' ? body.quantity : -body.quantity;
    const filled = withoutNoise(record.filled + more);
    const isFull = !isOver(record.state) && order.quantity !== null && filled >= order.quantity;
    this.put({ ...record, filled, state: isFull ? 'filled' : record.state });
  }

  /**
   * What of orders has filled is counted in new units after a split, and so is what was asked for and has not
   * been answered. What becomes of the orders themselves is the broker's word.
   */
  split(symbol: string, ratio: number): void {
    const live = [...this.alive.values()].flatMap(({ byId }) => [...byId.values()]);
    for (const record of live.filter(({ order }) => order.symbol === symbol)) {
      const filled = withoutNoise(record.filled * ratio);
      const changes = record.changes.map((asked) => ({ ...asked, change: splitChange(asked.change, ratio) }));
      this.put({ ...record, filled, changes });
    }
  }

  private ask(id: string, asked: ChangeAsked): void {
    const record = this.orders.get(id);
    assert(record, `order book: order ${id} was never placed`);
    this.put({ ...record, changes: [...record.changes, asked] });
  }

  private place(order: Order, { state, filled }: Standing = SENT): void {
    const keys = this.keys.get(order.pipeline) ?? new Map<string, string>();
    this.keys.set(order.pipeline, keys.set(order.key, order.id));
    this.put({ order, state, filled, changes: NO_CHANGES });
  }

  private put(record: OrderRecord): void {
    const { id, pipeline } = record.order;
    this.orders.set(id, record);
    const alive = this.alive.get(pipeline) ?? { byId: new Map<string, OrderRecord>(), list: null };
    this.alive.set(pipeline, alive);
    alive.list = null;
    if (!isOver(record.state)) {
      alive.byId.set(id, record);
      return;
    }
    alive.byId.delete(id);
    this.over.delete(id);
    this.over.add(id);
    const { finishedMax } = this.memory;
    // In portions: to find the oldest of a set, all that were taken out of it before are gone through.
    if (this.over.size < finishedMax * PORTION) return;
    for (const oldest of this.over) {
      if (this.over.size <= finishedMax) return;
      this.forget(oldest);
    }
  }

  private forget(id: string): void {
    const order = this.orders.get(id)?.order;
    const keys = this.keys.get(order?.pipeline ?? '');
    if (order && keys?.get(order.key) === id) keys.delete(order.key);
    this.over.delete(id);
    this.orders.delete(id);
    this.pass(...orderIdParts(id));
    this.memory.forgets(id);
  }

  private pass(segment: string, number: number): void {
    this.forgotten.set(segment, Math.max(number, this.forgotten.get(segment) ?? 0));
  }
}

/** Orders of a pipeline that may still fill, and the list of them as long as nothing changes. */
interface Alive {
  readonly byId: Map<string, OrderRecord>;
  list: readonly OrderRecord[] | null;
}

type Standing = Pick<OrderRecord, 'state' | 'filled'>;

const SENT: Standing = { state: 'pending', filled: 0 };

/** Most orders never see one, and the orders of a whole run are remembered. */
const NO_CHANGES: readonly ChangeAsked[] = [];

/** How much more is kept for a while than was asked for. */
const PORTION = 1.125;
