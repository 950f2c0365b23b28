import { assert } from '../domain/assert.js';
import type { CarriedBody, CarriedLatch } from '../domain/carried-body.js';
import type { BeginBody, Entry } from '../domain/journal.js';
import { carriedOrders, type OrdersCarried } from './carried-orders.js';
import { openFault } from './open-fault.js';
import { createPortfolio } from './portfolio.js';
import { RunTotals } from './run-totals.js';
import type { SegmentWish } from './segment-wish.js';
import type { FinishedWish } from './standing-orders.js';
import { TradeTally } from './trade-tally.js';
import { UnsettledFreezes } from './unsettled-freezes.js';
import { WordsSaid } from './words-said.js';

/** Orders that are over and go on being known; what is told of older ones is not booked, and said. */
const FINISHED_MAX = 1_000;

/** Folds the journal of a segment into what the next one takes over. */
export class CarryFold {
  private readonly tally = new TradeTally(FINISHED_MAX);
  private readonly portfolio = createPortfolio(
    { last: unknown, bid: unknown, ask: unknown },
    undefined,
    this.tally,
  );
  private readonly totals = new RunTotals((symbol) => this.portfolio.ledger.instrument(symbol).multiplier);
  private readonly said = new WordsSaid();
  private latches: CarriedLatch[] = [];
  private limits: Record<string, unknown> = {};
  private begin: BeginBody | null = null;
  private prices: Record<string, number> = {};
  /** Orders by the fills that may have opened a lot, and those that were taken back. */
  private readonly orderOf = new Map<string, string>();
  private readonly leaving = new Set<string>();
  private readonly freezes = new UnsettledFreezes();
  /** The last entry. */
  serial = 0;

  /** By symbol the stream whose rows are its price. */
  get matchOn(): BeginBody['matchOn'] {
    return this.begun.matchOn;
  }

  add(entry: Entry): void {
    this.portfolio.fold(entry);
    this.totals.add(entry);
    this.serial = entry.serial;
    switch (entry.kind) {
      case 'begin':
        this.begin = entry.body;
        this.limits = { ...(entry.body.risk as object) };
        return;
      case 'carried':
        this.said.carry(entry.body.said);
        this.latches = [...entry.body.latches];
        this.prices = { ...entry.body.prices };
        return;
      case 'operator': {
        const { command } = entry.body;
        this.said.add(entry);
        if (command.kind !== 'reload') return;
        for (const { setting, after } of command.changes) {
          if (setting.startsWith('risk.')) this.limits[setting.slice('risk.'.length)] = after;
        }
        return;
      }
      case 'latch':
        this.latches = [...this.latches.filter(({ limit }) => limit !== entry.body.limit), entry.body];
        return;
      case 'fill':
        this.orderOf.set(this.portfolio.view.lotOf(entry.serial), entry.body.order);
        return;
      case 'command':
        if (entry.body.command.kind === 'cancel') this.leaving.add(entry.body.command.order);
        return;
      case 'freeze':
        this.freezes.add(entry);
        return;
      default:
    }
  }

  /** Somebody traded or quoted a symbol. */
  price(symbol: string, price: number): void {
    this.prices[symbol] = price;
  }

  /** Why what is there cannot go on under a wish; null where it can. */
  faultOf({ pipelines, currency, instruments }: SegmentWish): string | null {
    const { view } = this.portfolio;
    if (currency !== this.begun.currency) return `its money is ${this.begun.currency}, not ${currency}`;
    return openFault(view, { before: this.begun.instruments, pipelines, instruments }) ?? this.outsideFault();
  }

  /** What of a broker outside cannot be taken over: nobody would come back to it. */
  private outsideFault(): string | null {
    if (this.begun.rules !== 'outside') return null;
    const { view } = this.portfolio;
    const live = view.pipelines.flatMap((id) => view.liveOrders(id));
    const asked = live.find(({ changes }) => changes.length > 0);
    if (asked) return `the broker has not answered a change of order ${asked.order.id} yet`;
    return this.freezes.fault();
  }

  /** What a segment takes over. */
  carried(wish: SegmentWish): CarriedBody {
    const { segment, who, why, changes, pipelines } = wish;
    const accounts = pipelines.map((one) => this.accountOf(one));
    const left = pipelines.map(({ id }) => this.ordersOf(id, wish.isOutside));
    const orders = left.flatMap((one) => one.orders);
    const symbols = new Set([...accounts.flatMap(({ lots }) => lots), ...orders].map(({ symbol }) => symbol));
    this.said.forget(
      Object.keys(wish.limits).filter((name) => !isSame(this.limits[name], wish.limits[name])),
    );
    const limits = { ...wish.limits, ...this.said.limits() };
    return {
      segment,
      who,
      why,
      changes,
      cash: this.cashOf(pipelines),
      accounts,
      orders,
      cancels:
        wish.workingOrders === 'cancel' ? orders.map(({ id }) => id) : left.flatMap((one) => one.cancels),
      targets: pipelines.flatMap(({ id }) =>
        this.portfolio.targets(id).map((target) => ({ pipeline: id, ...target })),
      ),
      said: this.said.standing.filter(
        ({ command }) => command.kind !== 'disable' || pipelines.some(({ id }) => id === command.pipeline),
      ),
      // A limit that is another one now was not reached.
      latches: this.latches.filter(({ limit, facts }) => facts['limit'] === limits[limit]),
      prices: Object.fromEntries(Object.entries(this.prices).filter(([symbol]) => symbols.has(symbol))),
      totals: { ...this.totals.carried(pipelines), trades: this.tally.count, won: this.tally.won },
      ...(wish.isOutside && { outside: this.portfolio.outside(finishedOf(wish)) }),
    };
  }

  private get begun(): BeginBody {
    assert(this.begin, 'carry: a segment begins with its begin');
    return this.begin;
  }

  private accountOf({ id, capital }: { id: string; capital: number }): CarriedBody['accounts'][number] {
    const before = this.begun.pipelines.find((one) => one.id === id);
    if (!before) return { pipeline: id, capital, balance: capital, lots: [] };
    const { balance, lots } = this.portfolio.ledger.account(id);
    return { pipeline: id, capital: before.capital, balance, lots: lots.all() };
  }

  /** The money of pipelines that are not there any more goes with them, that of new ones comes. */
  private cashOf(pipelines: SegmentWish['pipelines']): Readonly<Record<string, number>> {
    const cash = { ...this.portfolio.view.cash() };
    const { currency, pipelines: before } = this.begun;
    for (const { id } of before) {
      if (pipelines.some((one) => one.id === id)) continue;
      cash[currency] = (cash[currency] ?? 0) - this.portfolio.ledger.account(id).balance;
    }
    for (const { id, capital } of pipelines) {
      if (!before.some((one) => one.id === id)) cash[currency] = (cash[currency] ?? 0) + capital;
    }
    return cash;
  }

  private ordersOf(id: string, isOutside: boolean): OrdersCarried {
    const { view } = this.portfolio;
    if (!view.pipelines.includes(id)) return { orders: [], cancels: [] };
    if (isOutside) {
      // It works them as they were sent, exits and all.
      const orders = view.liveOrders(id).map(({ order }) => order);
      return { orders, cancels: orders.flatMap((order) => (this.leaving.has(order.id) ? [order.id] : [])) };
    }
    const open = view.lots(id);
    return carriedOrders({
      records: view.liveOrders(id),
      lotsOf: (order) => open.filter((lot) => this.orderOf.get(lot.id) === order).length,
      isLeaving: (order) => this.leaving.has(order),
    });
  }
}

/** What comes late of others has no account, or no instrument, to be booked by. */
const finishedOf = ({ pipelines, instruments }: SegmentWish): FinishedWish => ({
  finishedMax: FINISHED_MAX,
  isKept: ({ pipeline, symbol }) =>
    instruments[symbol] !== undefined && pipelines.some(({ id }) => id === pipeline),
});

const unknown = (): undefined => undefined;

/** Values of settings, as their text. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
