import type { CarriedOutside } from '../domain/carried-body.js';
import type { Entry, EntryOf, TargetRecord } from '../domain/journal.js';
import { markPrice } from '../domain/mark-price.js';
import type { MarketView, PortfolioView } from '../domain/portfolio-view.js';
import type { Account } from './account.js';
import { Ledger } from './ledger.js';
import { openProfit, type Valuation } from './open-profit.js';
import { OrderBook } from './order-book.js';
import type { FinishedWish } from './standing-orders.js';
import { TargetBook } from './target-book.js';
import { TradeBook } from './trade-book.js';
import { TradeTally } from './trade-tally.js';
import { unitsOf } from './units-of.js';

/** A portfolio and the one thing that changes it: the next journal entry. */
export interface Portfolio {
  readonly view: PortfolioView;
  readonly fold: (entry: Entry) => void;
  readonly ledger: Ledger;
  /** What a run that goes on for months knows of its trades. */
  readonly tally: TradeTally | null;
  /** What a pipeline last wished to hold in each symbol. */
  readonly targets: (pipeline: string) => readonly TargetRecord[];
  /** What another segment must know of a broker outside. */
  readonly outside: (wish: FinishedWish) => CarriedOutside;
  /** Leaves what an account is worth to a rule set with an arithmetic of its own. */
  readonly valueBy: (worth: (pipeline: string) => number) => void;
}

/**
 * Journal in, positions, orders, targets and money out. The market is asked for marks alone.
 *
 * @param finishedMax How many orders and trades that are over are known, of a run that goes on for months;
 * absent: all orders, and no trades.
 * @param tally Where trades are counted, if at all.
 */
export const createPortfolio = (
  market: MarketView,
  finishedMax?: number,
  tally = finishedMax === undefined ? null : new TradeTally(finishedMax),
): Portfolio => {
  const trades = new TradeBook(tally);
  const ledger = new Ledger(trades);
  const forgets = (order: string): void => trades.forgets(order);
  const orders = new OrderBook({ finishedMax: finishedMax ?? Number.POSITIVE_INFINITY, forgets });
  const targets = new TargetBook();
  const valuation: Valuation = {
    priceOf: ({ symbol, quantity, entryPrice }) => markPrice(market, symbol, quantity) ?? entryPrice,
    multiplierOf: (symbol) => ledger.instrument(symbol).multiplier,
  };
  let worth = (pipeline: string): number => worthOf(ledger.account(pipeline), valuation);
  return {
    ledger,
    tally,
    targets: (pipeline) => targets.of(pipeline),
    outside: (wish) => {
      const { working, finished, forgotten } = orders.standing(wish);
      const ids = [...working.map(({ order }) => order), ...finished.map(({ order }) => order.id)];
      return { working, finished, forgotten, fills: ids.flatMap((id) => trades.booked(id)) };
    },
    view: viewOf({ ledger, orders, targets }, (pipeline) => worth(pipeline)),
    fold: foldInto({ ledger, orders, targets }, tally),
    valueBy: (other) => {
      worth = other;
    },
  };
};

interface Books {
  readonly ledger: Ledger;
  readonly orders: OrderBook;
  readonly targets: TargetBook;
}

const foldInto =
  ({ ledger, orders, targets }: Books, tally: TradeTally | null) =>
  (entry: Entry): void => {
    switch (entry.kind) {
      case 'begin':
        orders.begin();
        targets.begin();
        return ledger.begin(entry.body);
      case 'carried':
        ledger.carry(entry.body);
        orders.carry(entry.body);
        tally?.carry(entry.body.totals);
        return targets.carry(entry.body);
      case 'session':
        return ledger.lotNames.session();
      case 'intent':
        return targets.intent(entry);
      case 'approval':
        return targets.approval(entry);
      case 'command':
        return orders.command(entry);
      case 'order': {
        orders.change(entry);
        const record = orders.order(entry.body.order);
        if (record?.state === 'rejected') targets.rejected(record.order);
        return;
      }
      case 'fill':
        orders.fill(entry);
        return ledger.fill(entry);
      case 'adjustment':
        orders.adjust(entry);
        return ledger.adjust(entry);
      case 'action':
        return act(entry, { ledger, orders, targets });
      case 'halt':
        if (entry.body.code === 'RUINED') ledger.ruin(entry.pipeline ?? '');
        return;
      default:
    }
  };

const act = (entry: EntryOf<'action'>, { ledger, orders, targets }: Books): void => {
  const { symbol, body } = entry;
  ledger.act(entry);
  if (body.action !== 'split' || symbol === null) return;
  orders.split(symbol, body.value);
  targets.split(symbol, { ratio: body.value, lotSize: ledger.instrument(symbol).lotSize });
};

const viewOf = ({ ledger, orders, targets }: Books, equity: (pipeline: string) => number): PortfolioView => ({
  get pipelines() {
    return ledger.pipelines;
  },
  balance: (pipeline) => ledger.account(pipeline).balance,
  equity,
  cash: () => ledger.cash,
  position: (pipeline, symbol) => unitsOf(ledger.account(pipeline).lots.of(symbol)),
  lots: (pipeline, symbol) => {
    const { lots } = ledger.account(pipeline);
    return symbol === undefined ? lots.all() : lots.of(symbol);
  },
  lotOf: (serial) => ledger.lotNames.of(serial),
  liveOrders: (pipeline) => orders.live(pipeline),
  order: (id) => orders.order(id),
  isForgotten: (id) => orders.isForgotten(id),
  orderByKey: (pipeline, key) => orders.byKey(pipeline, key),
  target: (pipeline, symbol) => targets.target(pipeline, symbol),
  symbols: () => {
    const named = new Set<string>();
    for (const pipeline of ledger.pipelines) {
      for (const { symbol } of ledger.account(pipeline).lots.all()) named.add(symbol);
      for (const { order } of orders.live(pipeline)) named.add(order.symbol);
    }
    return [...named];
  },
});

/** Capital with realised P&L, and the open P&L at the marks. */
const worthOf = ({ balance, lots }: Account, valuation: Valuation): number =>
  balance + openProfit(lots.all(), valuation);
