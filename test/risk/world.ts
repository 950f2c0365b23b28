import { type Instrument, usShare } from '../../src/domain/instrument.js';
import type { Intent } from '../../src/domain/intent.js';
import type { OrderRecord, TargetRecord } from '../../src/domain/journal.js';
import type { Lot } from '../../src/domain/lot.js';
import type { Order } from '../../src/domain/order.js';
import { type Decision, decide } from '../../src/risk/decide.js';
import type { Limits } from '../../src/risk/limits.js';
import type { RiskContext } from '../../src/risk/risk-context.js';
import { orderWith } from '../brokers/simulated/order-with.js';
import { bench } from './bench.js';

/** What a test says of the world; the rest is 10,000 of equity, X at 100 and no limit. */
export interface World {
  readonly rules?: 'realistic' | 'backtesting.py';
  readonly last?: Readonly<Record<string, number>>;
  readonly equity?: number;
  readonly lots?: readonly Lot[];
  readonly live?: readonly OrderRecord[];
  readonly target?: TargetRecord;
  readonly instrument?: Partial<Instrument>;
  readonly limits?: Partial<Limits>;
  readonly marginRatio?: number;
  readonly context?: Partial<RiskContext>;
}

const NO_LIMITS: Limits = {
  ...{ maxOrderQuantity: null, maxOrderNotional: null, maxPositionQuantity: null, maxGrossNotional: null },
  ...{ maxNetNotional: null, maxOpenOrders: null, maxOrdersPerMinute: null, collarBps: null },
  ...{ maxDailyLossPct: null, maxDrawdownPct: null, symbols: null, sessionOnly: false },
};

/** What a decision may look at, with as many pipelines and symbols as its lots and orders name. */
export const worldOf = (world: World = {}): RiskContext => {
  const { last = { X: 100 }, equity = 10_000, lots = [], live = [], target, context } = world;
  const instrument = (symbol: string): Instrument => ({ ...usShare(symbol), ...world.instrument });
  const laid = bench({
    ...{ last: undefined, equity, lots, live: [], instrument: instrument('X'), latched: false },
    ...{ rules: world.rules ?? 'realistic', marginRatio: world.marginRatio ?? 1 },
    limits: { ...NO_LIMITS, ...world.limits },
  });
  const pipelines = [
    ...new Set(['p', ...lots.map((lot) => lot.pipeline), ...live.map(({ order }) => order.pipeline)]),
  ];
  return {
    ...laid,
    instrument,
    market: { ...laid.market, last: (symbol) => last[symbol] },
    portfolio: {
      ...laid.portfolio,
      pipelines,
      position: (pipeline, symbol) =>
        lots
          .filter((lot) => lot.pipeline === pipeline && lot.symbol === symbol)
          .reduce((sum, { quantity }) => sum + quantity, 0),
      lots: (pipeline, symbol) =>
        lots.filter((lot) => lot.pipeline === pipeline && (symbol === undefined || lot.symbol === symbol)),
      lotOf: String,
      liveOrders: (pipeline) => live.filter(({ order }) => order.pipeline === pipeline),
      orderByKey: (pipeline, key) =>
        live.find(({ order }) => order.pipeline === pipeline && order.key === key),
      order: (id) => live.find(({ order }) => order.id === id),
      isForgotten: () => false,
      target: () => target,
      symbols: () => [...new Set([...lots, ...live.map(({ order }) => order)].map(({ symbol }) => symbol))],
    },
    ...context,
  };
};

/** A lot of X that `p` bought at 100, but for what is said. */
export const lotOf = (quantity: number, more: Partial<Lot> = {}): Lot => ({
  ...{ id: 'lot', pipeline: 'p', symbol: 'X', quantity, entryPrice: 100, entryAt: 0, entryBar: 0 },
  ...{ commission: 0, because: 'test' },
  ...more,
});

/** An order at work, and what is known of it. */
export const recordOf = (wish: Partial<Order>, more: Partial<OrderRecord> = {}): OrderRecord => ({
  order: orderWith(wish),
  ...{ state: 'working', filled: 0, changes: [] },
  ...more,
});

/** What an intent of `p` comes to: its commands in short, or the code and the facts of a refusal. */
export const cameTo = (intent: Intent, context: RiskContext) => inShort(decide(intent, 'p', context));

const inShort = (decision: Decision) => {
  if ('refused' in decision) return decision.refused;
  return decision.approved.map((command) => {
    if (command.kind === 'cancel') return `cancel ${command.order}`;
    if (command.kind === 'amend') return `amend ${command.order}`;
    const { side, quantity, fraction, symbol, lot } = command.order;
    return `${side} ${quantity ?? fraction} ${symbol}${lot === null ? '' : ` of ${lot}`}`;
  });
};
