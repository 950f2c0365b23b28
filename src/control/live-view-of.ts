import type { Outcome } from '../domain/journal.js';
import { fill as filled } from '../domain/millrace-error.js';
import { OUTCOMES } from '../domain/outcome-codes.js';
import type { Freeze, OrderFate, PositionSeen } from '../domain/outside-view.js';
import type { PortfolioView } from '../domain/portfolio-view.js';
import { type HoldingsSeen, holdings } from './holdings.js';
import type { Brake, Flow, LiveView, OutsideSeen, PipelineView } from './live-view.js';
import type { RunLog } from './run-log.js';

/** What a view is made from: what the journal adds up to, and what only the engine knows. */
export interface Seen extends Omit<HoldingsSeen, 'cashFlow'> {
  readonly log: RunLog;
  readonly portfolio: PortfolioView;
  /** The base currency, and the money that all pipelines began with. */
  readonly currency: string;
  readonly capital: number;
  readonly limits: object;
  readonly isWarming: (pipeline: string) => boolean;
  /** The loss limit that holds now, if any. */
  readonly latched: () => Outcome | null;
  readonly closed: () => LiveView['closed'];
  /** What a broker outside has told, by the engine's books of it; null where it is simulated. */
  readonly outside: OutsideBooksSeen | null;
  readonly run: LiveView['run'];
  readonly flow: Omit<Flow, keyof RunLog['counts']>;
}

/** The books of a broker outside, as far as they are shown. */
export interface OutsideBooksSeen {
  readonly broker: string;
  readonly freezes: () => readonly Freeze[];
  readonly positions: () => readonly PositionSeen[];
  readonly fate: (order: string) => OrderFate;
}

/** A view of the run as it stands. */
export const liveViewOf = (seen: Seen): LiveView => {
  const { log, portfolio, market, multiplierOf, currency, capital } = seen;
  const { commissions, ...counts } = log.counts;
  const { pipelines } = portfolio;
  const equity = sum(pipelines.map(portfolio.equity));
  const balance = sum(pipelines.map(portfolio.balance));
  const cash = portfolio.cash();
  const cashFlow = (pipeline: string, symbol: string): number => log.cashFlow(pipeline, symbol);
  return {
    run: seen.run,
    flow: { ...seen.flow, ...counts },
    pipelines: pipelines.map((id) => pipelineOf(id, seen)),
    brakes: [...log.brakes, ...lossLimit(seen), ...frozen(seen), ...allOut(seen)],
    gaps: log.gaps,
    closed: seen.closed(),
    money: { currency, equity, realised: balance - capital, unrealised: equity - balance, commissions, cash },
    outside: outsideOf(seen),
    positions: holdings({ portfolio, market, multiplierOf, cashFlow }),
    orders: pipelines.flatMap(portfolio.liveOrders),
    fills: [...log.fills],
    reasons: [...log.reasons],
    limits: { ...seen.limits },
  };
};

const pipelineOf = (id: string, { log, portfolio, isWarming }: Seen): PipelineView => {
  const equity = portfolio.equity(id);
  const out = log.out(id);
  if (out !== null) {
    const who = out.who === null ? '' : `${out.who}: `;
    return { id, state: out.state, why: `${who}${out.why}`, equity };
  }
  if (isWarming(id)) return { id, state: 'warming', why: 'its warm-up is not over', equity };
  return { id, state: 'trading', why: null, equity };
};

/** Its entry says when it began. */
const lossLimit = ({ log, latched, flow }: Seen): readonly Brake[] => {
  const outcome = latched();
  if (outcome === null) return [];
  const entry = log.reasons.findLast(({ kind }) => kind === 'latch');
  const why = filled(OUTCOMES[outcome.code], outcome.facts);
  return [{ kind: 'loss-limit', symbol: null, since: entry?.at ?? flow.at ?? 0, who: null, why }];
};

/** Nobody is left who decides; people still are. */
const allOut = ({ log, portfolio: { pipelines } }: Seen): readonly Brake[] => {
  const outs = pipelines.flatMap((id) => log.out(id) ?? []);
  if (outs.length < pipelines.length || outs.some(({ state }) => state !== 'failed')) return [];
  const since = Math.max(...outs.map((out) => out.since));
  return [{ kind: 'failed', symbol: null, since, who: null, why: ALL_OUT }];
};

const ALL_OUT = 'every pipeline has failed; what people say is carried out';

/** What nobody knows, a line each: a symbol may have several. */
const frozen = ({ outside }: Seen): readonly Brake[] =>
  (outside?.freezes() ?? []).map(({ symbol, since, code, facts }) => {
    return { kind: 'unknown', symbol, since, who: null, why: filled(OUTCOMES[code], facts) };
  });

const outsideOf = ({ outside, portfolio }: Seen): OutsideSeen | null => {
  if (outside === null) return null;
  const live = portfolio.pipelines.flatMap(portfolio.liveOrders);
  return {
    broker: outside.broker,
    differences: outside.positions().filter(({ since }) => since !== null),
    fates: Object.fromEntries(live.map(({ order: { id } }) => [id, outside.fate(id)])),
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
