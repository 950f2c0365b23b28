import type { Brake, LiveView, PipelineView, PositionView } from '../../control/live-view.js';
import { markPrice } from '../../domain/mark-price.js';
import { fill } from '../../domain/millrace-error.js';
import { OUTCOMES } from '../../domain/outcome-codes.js';
import type { Lot } from '../../domain/portfolio-view.js';
import type { Hold } from '../../risk/brakes.js';
import type { Engine } from '../assemble.js';
import type { Tally } from './tally.js';

/** What is shown of a run, from its books. */
export const booksView = (
  engine: Engine,
  tally: Tally,
): Pick<LiveView, 'pipelines' | 'brakes' | 'money' | 'positions' | 'orders' | 'limits'> => {
  const { view } = engine.portfolio;
  const positions = positionsOf(engine, tally);
  const realised = view.pipelines.reduce((sum, id) => sum + view.balance(id), 0) - capitalOf(engine);
  const equity = view.pipelines.reduce((sum, id) => sum + view.equity(id), 0);
  return {
    pipelines: view.pipelines.map((id) => pipelineView(id, engine, tally)),
    brakes: engine.brakes.on.filter(({ pipeline }) => pipeline === null).map(brakeOf),
    money: {
      currency: engine.plan.currency,
      equity,
      realised,
      unrealised: equity - capitalOf(engine) - realised,
      commissions: tally.commissions,
      cash: { ...view.cash() },
    },
    positions,
    orders: view.pipelines.flatMap((id) => view.liveOrders(id)),
    limits: { ...engine.limits },
  };
};

const capitalOf = ({ plan }: Engine): number => plan.pipelines.reduce((sum, { capital }) => sum + capital, 0);

const pipelineView = (id: string, { brakes, portfolio }: Engine, tally: Tally): PipelineView => {
  const equity = portfolio.view.equity(id);
  const failed = tally.failed.get(id);
  if (failed !== undefined) return { id, state: 'failed', why: failed, equity };
  const disabled = brakes.on.find(({ pipeline }) => pipeline === id);
  if (!disabled) return { id, state: 'trading', why: null, equity };
  return { id, state: 'disabled', why: sentence(disabled), equity };
};

const KINDS: Readonly<Record<string, Brake['kind']>> = { pause: 'pause', kill: 'kill', storage: 'storage' };

const brakeOf = (hold: Hold): Brake => {
  const { who, why } = hold.outcome.facts;
  return {
    kind: KINDS[hold.name] ?? 'pause',
    symbol: hold.symbol,
    since: hold.since,
    who: typeof who === 'string' ? who : null,
    why: typeof why === 'string' ? why : sentence(hold),
  };
};

const sentence = ({ outcome: { code, facts } }: Hold): string => fill(OUTCOMES[code], facts);

const positionsOf = (engine: Engine, tally: Tally): readonly PositionView[] => {
  const { view } = engine.portfolio;
  const lots = view.pipelines.flatMap((id) => view.lots(id));
  const keys = new Map(lots.map((lot) => [`${lot.pipeline} ${lot.symbol}`, lot]));
  const own = [...keys.values()].map(({ pipeline, symbol }) =>
    positionOf(
      { pipeline, symbol, lots: lots.filter((lot) => lot.pipeline === pipeline && lot.symbol === symbol) },
      engine,
      tally,
    ),
  );
  const symbols = [...new Set(lots.map(({ symbol }) => symbol))];
  const net = symbols.map((symbol) =>
    positionOf({ pipeline: null, symbol, lots: lots.filter((lot) => lot.symbol === symbol) }, engine, tally),
  );
  return [...own, ...net];
};

interface Held {
  readonly pipeline: string | null;
  readonly symbol: string;
  readonly lots: readonly Lot[];
}

const positionOf = ({ pipeline, symbol, lots }: Held, engine: Engine, tally: Tally): PositionView => {
  const quantity = lots.reduce((sum, lot) => sum + lot.quantity, 0);
  const cost = lots.reduce((sum, lot) => sum + lot.quantity * lot.entryPrice, 0);
  const price = markPrice(engine.market, symbol, quantity) ?? null;
  const { multiplier } = engine.plan.instrument(symbol);
  const closed = tally.trades
    .trades()
    .closed.filter((trade) => trade.symbol === symbol && (pipeline === null || trade.pipeline === pipeline));
  return {
    pipeline,
    symbol,
    quantity,
    averagePrice: quantity === 0 ? null : cost / quantity,
    markPrice: price,
    unrealised: price === null ? null : (quantity * price - cost) * multiplier,
    realised: closed.reduce((sum, trade) => sum + trade.pnl, 0),
  };
};
