import { assert } from '../domain/assert.js';
import type { CarriedBody, CarriedLatch } from '../domain/carried-body.js';
import type { Instrument } from '../domain/instrument.js';
import type { BeginBody, Entry } from '../domain/journal.js';
import { carriedOrders, type OrdersCarried } from './carried-orders.js';
import { createPortfolio } from './portfolio.js';
import { WordsSaid } from './words-said.js';

/** What a segment that begins says of itself. */
export interface SegmentWish {
  readonly segment: number;
  readonly who: string;
  readonly why: string;
  readonly changes: readonly string[];
  readonly workingOrders: 'keep' | 'cancel';
  readonly pipelines: readonly { readonly id: string; readonly capital: number }[];
  readonly currency: string;
  /** Those of the symbols that it follows. */
  readonly instruments: Readonly<Record<string, Instrument>>;
  /** The limits as its config has them. */
  readonly limits: Readonly<Record<string, unknown>>;
}

/** Folds the journal of a segment into what the next one takes over. */
export class CarryFold {
  private readonly portfolio = createPortfolio({ last: unknown, bid: unknown, ask: unknown });
  private readonly said = new WordsSaid();
  private latches: CarriedLatch[] = [];
  private limits: Record<string, unknown> = {};
  private begin: BeginBody | null = null;
  private prices: Record<string, number> = {};
  /** Orders by the fills that may have opened a lot, and those that were taken back. */
  private readonly orderOf = new Map<string, string>();
  private readonly leaving = new Set<string>();
  /** The last entry. */
  serial = 0;

  /** By symbol the stream whose rows are its price. */
  get matchOn(): BeginBody['matchOn'] {
    return this.begun.matchOn;
  }

  add(entry: Entry): void {
    this.portfolio.fold(entry);
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
        this.orderOf.set(String(entry.serial), entry.body.order);
        return;
      case 'command':
        if (entry.body.command.kind === 'cancel') this.leaving.add(entry.body.command.order);
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
    for (const id of view.pipelines) {
      const held = [...view.lots(id), ...view.liveOrders(id).map(({ order }) => order)];
      const [one] = held;
      if (one && !pipelines.some((other) => other.id === id)) {
        return `pipeline ${id} is not in it and has something open in ${one.symbol}`;
      }
      for (const { symbol } of held) {
        const now = instruments[symbol];
        if (!now) return `pipeline ${id} has something open in ${symbol}, which nothing in it follows`;
        const before = this.begun.instruments[symbol];
        const other = WORTH.find((field) => before?.[field] !== now[field]);
        if (other) return `${symbol} is open and its ${other} is ${now[other]}, not ${before?.[other]}`;
      }
    }
    return null;
  }

  /** What a segment takes over. */
  carried(wish: SegmentWish): CarriedBody {
    const { segment, who, why, changes, pipelines } = wish;
    const accounts = pipelines.map((one) => this.accountOf(one));
    const left = pipelines.map(({ id }) => this.ordersOf(id));
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

  private ordersOf(id: string): OrdersCarried {
    const { view } = this.portfolio;
    if (!view.pipelines.includes(id)) return { orders: [], cancels: [] };
    const open = view.lots(id);
    return carriedOrders({
      records: view.liveOrders(id),
      lotsOf: (order) => open.filter((lot) => this.orderOf.get(lot.id) === order).length,
      isLeaving: (order) => this.leaving.has(order),
    });
  }
}

/** What a lot is worth hangs on these. */
const WORTH = ['currency', 'multiplier', 'settlement'] as const;

const unknown = (): undefined => undefined;

/** Values of settings, as their text. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
