import type { BrokerSettings } from '../../../src/brokers/simulated/broker-settings.js';
import type {
  BrokerContext,
  BrokerEvent,
  BrokerFill,
  BrokerOrder,
  SimulatedBroker,
} from '../../../src/brokers/simulated/simulated-broker.js';
import { type Instrument, usShare } from '../../../src/domain/instrument.js';
import type { Entry, EntryBodies, EntryKind } from '../../../src/domain/journal.js';
import type { Bar, CorporateAction, Quote, Trade } from '../../../src/domain/market-event.js';
import type { Command, Order } from '../../../src/domain/order.js';
import type { PortfolioView } from '../../../src/domain/portfolio-view.js';
import { priceAfter } from '../../../src/domain/price-after.js';
import { createPortfolio, type Portfolio } from '../../../src/portfolio/portfolio.js';
import { type Trades, tradeFold } from '../../../src/portfolio/trades-of.js';
import { approve } from '../../../src/risk/approved.js';
import { orderWith } from './order-with.js';

/** What a test may say of the world around the broker under test. */
export interface World {
  readonly make: (settings: BrokerSettings, context: BrokerContext) => SimulatedBroker;
  readonly settings?: Partial<BrokerSettings>;
  readonly instrument?: Partial<Instrument>;
  readonly sessionEnd?: BrokerContext['sessionEnd'];
  readonly inSession?: BrokerContext['inSession'];
  readonly matchesBars?: BrokerContext['matchesBars'];
  readonly approveSized?: (quantity: number) => boolean;
}

const SETTINGS: BrokerSettings = {
  cash: 10_000,
  spreadBps: 0,
  commissionBps: 0,
  commissionFixed: 0,
  marginRatio: 1,
  tradeOnClose: false,
  exclusiveOrders: false,
  hedging: false,
  fractionalUnit: null,
  finalizeTrades: false,
  matchOn: null,
  latencyMs: 0,
  maxCommissionPct: 1,
};

/** The pipeline of every test here, but for those about two: the other is `q`. */
const PIPELINE = 'p';

/** Plays the steps of the wheel that a broker takes part in; rows are counted as the pipeline's bars. */
export class SmallWheel {
  readonly #portfolio: Portfolio;
  readonly #trades = tradeFold();
  readonly answers: BrokerEvent[] = [];
  /** Hears every answer after it was folded, as a pipeline does in its own turn. */
  listen: (answer: BrokerEvent) => void = () => undefined;
  now = 0;
  /** When the pipeline last heard a trade of X while bars fill its orders. */
  heardAt: number | undefined;
  readonly #broker: SimulatedBroker;
  readonly #marks = new Map<string, { last: number; bid?: number; ask?: number }>();
  readonly #instrument: (symbol: string) => Instrument;
  #bar = -1;
  #orders = 0;
  #serial = 0;

  constructor(world: World) {
    const settings = { ...SETTINGS, ...world.settings };
    this.#instrument = (symbol) => ({ ...usShare(symbol), ...world.instrument });
    const market = {
      last: (symbol: string) => this.#marks.get(symbol)?.last,
      bid: (symbol: string) => this.#marks.get(symbol)?.bid,
      ask: (symbol: string) => this.#marks.get(symbol)?.ask,
    };
    this.#portfolio = createPortfolio(market);
    this.#fold('begin', null, beginOf(settings, this.#instrument));
    this.#broker = world.make(settings, {
      portfolio: this.portfolio,
      market,
      instrument: this.#instrument,
      now: () => this.now,
      sessionEnd: world.sessionEnd ?? (() => Number.POSITIVE_INFINITY),
      inSession: world.inSession ?? (() => true),
      heardAt: () => this.heardAt,
      matchesBars: world.matchesBars ?? (() => true),
      nextOrderId: () => this.#nextOrderId(),
      valueBy: (worth) => this.#portfolio.valueBy(worth),
      approveSized: (order, quantity) =>
        (world.approveSized?.(quantity) ?? true)
          ? approve({ ...order, quantity, fraction: null })
          : { code: 'ORDER_QUANTITY_MAX', facts: { quantity } },
    });
  }

  get portfolio(): PortfolioView {
    return this.#portfolio.view;
  }

  get trades(): Trades['closed'] {
    return this.#trades.trades().closed;
  }

  get lots(): ReturnType<PortfolioView['lots']> {
    return this.portfolio.lots(PIPELINE);
  }

  last(symbol: string): number | undefined {
    return this.#marks.get(symbol)?.last;
  }

  get fills(): readonly BrokerFill[] {
    return this.answers.filter((answer) => answer.kind === 'fill');
  }

  /** What was said of an order, newest last. */
  said(order: string): readonly BrokerOrder[] {
    return this.answers.filter((answer) => answer.kind === 'order').filter((said) => said.order === order);
  }

  /** The state of an order and the newest code with it. */
  stateOf(order: string): readonly [state: string | undefined, code: string | null] {
    return [this.portfolio.order(order)?.state, this.said(order).at(-1)?.code ?? null];
  }

  /**
   * Places an order, a market buy of one unit of X but for what is said; gives the ids of it and its
   * children.
   */
  place(wish: Partial<Order>, ...children: readonly Partial<Order>[]): readonly [string, ...string[]] {
    const common = { pipeline: PIPELINE, at: this.now };
    const order = orderWith({ ...common, id: this.#nextOrderId(), ...wish });
    const side = order.side === 'buy' ? 'sell' : 'buy';
    const about = {
      side,
      symbol: order.symbol,
      quantity: order.quantity,
      parent: order.id,
      reduceOnly: true,
    } as const;
    const brood = children.map((child) =>
      orderWith({ ...common, id: this.#nextOrderId(), ...about, oco: `${order.id}:exit`, ...child }),
    );
    this.command({ kind: 'place', order, children: brood });
    return [order.id, ...brood.map(({ id }) => id)];
  }

  command(command: Command): void {
    this.#fold('command', command.kind === 'place' ? command.order : null, { command });
    this.#hear(this.#broker.accept(approve(command)));
  }

  cancel(order: string): void {
    this.command({ kind: 'cancel', order });
  }

  /** Steps 2 to 6 of a row; `then` acts as the pipeline that sees it. */
  row(event: Bar | Quote | Trade | CorporateAction, then: () => void = () => undefined): void {
    this.now = event.at;
    this.#bar += 1;
    this.#hear(this.#broker.meet(event));
    this.#mark(event);
    then();
    this.#hear(this.#broker.settle(event));
  }

  finalize(): void {
    this.#hear(this.#broker.finalize());
  }

  #mark(event: Bar | Quote | Trade | CorporateAction): void {
    const { symbol } = event;
    const before = this.#marks.get(symbol)?.last;
    if (event.kind === 'bar') this.#marks.set(symbol, { last: event.close });
    else if (event.kind === 'action') {
      if (before !== undefined) this.#marks.set(symbol, { last: priceAfter(before, event) });
    } else if (event.kind === 'trade') this.#marks.set(symbol, { last: event.price });
    else this.#marks.set(symbol, { last: (event.bid + event.ask) / 2, bid: event.bid, ask: event.ask });
  }

  #nextOrderId(): string {
    this.#orders += 1;
    return `0-${this.#orders}`;
  }

  #hear(answers: Iterable<BrokerEvent | readonly BrokerEvent[]>): void {
    for (const said of answers) {
      const together = [said].flat();
      for (const answer of together) {
        this.answers.push(answer);
        this.#journal(answer);
      }
      for (const answer of together) this.listen(answer);
    }
  }

  #journal(answer: BrokerEvent): void {
    if (answer.kind === 'notice') return;
    if (answer.kind === 'house') {
      const command = { kind: 'place', order: answer.order, children: [] } as const;
      this.#fold('command', answer.order, { command });
      return;
    }
    if (answer.kind === 'ruin') {
      this.#fold(
        'halt',
        { pipeline: answer.pipeline },
        { code: 'RUINED', facts: answer.facts, positions: [] },
      );
      return;
    }
    if (answer.kind === 'action') {
      this.#fold('action', { pipeline: PIPELINE, symbol: answer.symbol }, answer);
      return;
    }
    const record = this.portfolio.order(answer.order);
    if (!record) throw new Error(`an answer about order ${answer.order}, which nobody placed`);
    const { key, because } = record.order;
    if (answer.kind === 'order') {
      this.#fold('order', record.order, { ...answer, key });
      return;
    }
    if (!['pending', 'working', 'partial'].includes(record.state)) {
      throw new Error(`order ${answer.order} fills although it is ${record.state}`);
    }
    const bar = answer.bar === 'previous' ? this.#bar - 1 : this.#bar;
    this.#fold('fill', record.order, { ...answer, key, because, currency: 'USD', bar });
  }

  #fold<K extends EntryKind>(kind: K, about: About | null, body: EntryBodies[K]): void {
    this.#serial += 1;
    const { pipeline = PIPELINE, symbol = null } = about ?? {};
    const head = { v: 1, serial: this.#serial, at: this.now, causes: [], pipeline, account: 'test' };
    // The union's members differ in kind and body alone, and these two came in together.
    const entry = { ...head, kind, symbol, body } as unknown as Entry;
    this.#portfolio.fold(entry);
    this.#trades.add(entry);
  }
}

/** Whom and what an entry is about. */
type About = { readonly pipeline: string; readonly symbol?: string };

const beginOf = (
  settings: BrokerSettings,
  instrument: (symbol: string) => Instrument,
): EntryBodies['begin'] => ({
  pipelines: [PIPELINE, 'q'].map((id) => ({
    id,
    name: id,
    capital: settings.cash,
    warmupBars: 0,
    params: {},
  })),
  currency: 'USD',
  rules: 'test',
  broker: settings,
  risk: {},
  instruments: { X: instrument('X'), Y: instrument('Y') },
  matchOn: {},
  seed: 0,
  coverage: { from: null, to: null },
});
