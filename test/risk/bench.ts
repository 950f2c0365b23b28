import type { Instrument } from '../../src/domain/instrument.js';
import type { OrderRecord } from '../../src/domain/journal.js';
import type { Lot } from '../../src/domain/lot.js';
import type { Order } from '../../src/domain/order.js';
import type { PortfolioView } from '../../src/domain/portfolio-view.js';
import type { Limits } from '../../src/risk/limits.js';
import type { RiskContext } from '../../src/risk/risk-context.js';

/** What a decision sees of one pipeline `p` and one symbol. */
export interface Seen {
  readonly last: number | undefined;
  readonly equity: number;
  readonly lots: readonly Lot[];
  readonly live: readonly Order[];
  readonly instrument: Instrument;
  readonly limits: Limits;
  readonly rules: 'realistic' | 'backtesting.py';
  readonly marginRatio: number;
  readonly latched: boolean;
}

/** All that a decision may look at, laid out by hand. */
export const bench = (seen: Seen): RiskContext => {
  const records = seen.live.map(
    (order): OrderRecord => ({
      order,
      state: order.parent === null ? 'working' : 'pending',
      filled: 0,
      changes: [],
    }),
  );
  const realistic = seen.rules === 'realistic';
  let orders = 9;
  return {
    portfolio: portfolioOf(seen, records),
    market: { last: () => seen.last, bid: () => undefined, ask: () => undefined },
    limits: seen.limits,
    rules: { name: seen.rules, sizesAtFill: !realistic, refusesCrossing: realistic },
    instrument: () => seen.instrument,
    now: () => 0,
    nextOrderId: () => {
      orders += 1;
      return `1-${orders}`;
    },
    snaps: () => realistic,
    unit: () => (realistic ? seen.instrument.lotSize : 1),
    marginRatio: seen.marginRatio,
    exclusive: false,
    tradable: () => true,
    inSession: () => true,
    latched: () => (seen.latched ? { code: 'DRAWDOWN_LATCHED', facts: { drawdownPct: 10, limit: 5 } } : null),
    disputed: () => null,
    ordersInLastMinute: () => 0,
  };
};

const portfolioOf = ({ lots, equity }: Seen, records: readonly OrderRecord[]): PortfolioView => ({
  pipelines: ['p'],
  balance: () => equity,
  equity: () => equity,
  cash: () => ({ USD: equity }),
  position: () => lots.reduce((sum, { quantity }) => sum + quantity, 0),
  lots: () => lots,
  lotOf: String,
  liveOrders: () => records,
  isForgotten: () => false,
  orderByKey: (_, key) => records.find(({ order }) => order.key === key),
  order: (id) => records.find(({ order }) => order.id === id),
  target: () => undefined,
  symbols: () => (lots.length + records.length > 0 ? ['X'] : []),
});
