import { largest } from '../../../statistics/numbers/largest.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { cagr } from '../../../statistics/returns/cagr.js';
import { probabilisticSharpe } from '../../../statistics/significance/probabilistic-sharpe.js';
import { sharpeEstimate } from '../../../statistics/significance/sharpe-estimate.js';
import { tradeStatistics } from '../../../statistics/trades/trade-statistics.js';
import type { RunFacts } from '../../run-facts.js';
import type { BarRows } from '../bar-rows.js';
import { closes } from '../closes.js';
import { decidingRows } from '../deciding-rows.js';
import { drawdownFigures } from '../drawdown-figures.js';
import { equityFrom } from '../equity-rows.js';
import { finiteStatistics } from '../finite-statistics.js';
import { marketOf } from '../market-of.js';
import type { Statistics } from '../statistics.js';
import { marketFigures } from './market-figures.js';
import { riskFigures } from './risk-figures.js';
import type { Sessions } from './sessions.js';
import { sessions } from './sessions.js';

type Numbers = Parameters<typeof finiteStatistics>[0];

const DAY_MS = 86_400_000;

/**
 * The conventional statistics, those of the rule set `realistic`.
 *
 * They begin with the first bar that decides (index `warmupBars`), because money that may not trade yet
 * tells nothing. Ratios come from returns by session; drawdowns from every bar. Buy & hold, alpha and beta
 * compare with the benchmark, or with the traded symbol if there is only one; of several symbols buy & hold
 * is equal money in each. Splits and dividends that a run was told of count: what is paid is put back into
 * the symbol. Information ratio, tracking error and Treynor need a declared benchmark.
 */
export const standard = (facts: RunFacts): Statistics => {
  const rows = decidingRows(facts);
  const { symbols, startEquity, actions } = facts;
  const market = marketOf(facts);
  return finiteStatistics({
    ...money(rows, startEquity),
    ...risk(rows, facts, sessions({ rows, startEquity, market, actions })),
    ...trading(facts),
    exposurePct: mean(rows.exposure.map((held) => (held === 0 ? 0 : 100))),
    buyHoldReturnPct: mean(
      (market === null ? symbols : [market]).map((symbol) => heldPct(rows, symbol, facts)),
    ),
    commissions: facts.commissions,
    ...(actions.length > 0 && { dividends: facts.dividends }),
  });
};

const money = (rows: BarRows, startEquity: number): Numbers => {
  const finalEquity = rows.equity.at(-1) ?? startEquity;
  const growth = finalEquity / startEquity;
  return {
    finalEquity,
    peakEquity: Math.max(startEquity, largest(rows.equity)),
    returnPct: (growth - 1) * 100,
    cagrPct: cagr(growth, (rows.time.at(-1) ?? Number.NaN) - (rows.time[0] ?? Number.NaN)) * 100,
  };
};

const risk = (rows: BarRows, facts: RunFacts, { marketReturns, ...run }: Sessions): Numbers => {
  const drawdown = drawdownFigures(equityFrom(facts.startEquity, rows));
  const input = { ...run, riskFreeRate: facts.riskFreeRate };
  const annual = riskFigures(input);
  const market = marketFigures(input, marketReturns);
  const excess = run.returns.map((value) => value - facts.riskFreeRate / run.periodsPerYear);
  return {
    annualReturnPct: annual.annualReturn * 100,
    annualVolatilityPct: annual.annualVolatility * 100,
    sharpe: annual.sharpe,
    sortino: annual.sortino,
    probabilisticSharpePct: probabilisticSharpe(sharpeEstimate(excess)) * 100,
    calmar: annual.annualReturn / drawdown.max,
    maxDrawdownPct: -drawdown.max * 100,
    avgDrawdownPct: -drawdown.average * 100,
    maxDrawdownDays: drawdown.maxMs / DAY_MS,
    avgDrawdownDays: drawdown.averageMs / DAY_MS,
    ...(market !== null && { alphaPct: market.alpha * 100, beta: market.beta }),
    ...(market !== null &&
      facts.benchmark !== null && {
        informationRatio: market.informationRatio,
        trackingErrorPct: market.trackingError * 100,
        treynor: market.treynorRatio,
      }),
  };
};

const trading = ({ trades }: RunFacts): Numbers => {
  const figures = tradeStatistics(trades);
  return {
    tradeCount: trades.length,
    winRatePct: figures.winRate * 100,
    bestTradePct: figures.bestPct,
    worstTradePct: figures.worstPct,
    avgTradePct: figures.averagePct,
    avgWinPct: figures.averageWinPct,
    avgLossPct: figures.averageLossPct,
    payoffRatio: figures.payoffRatio,
    maxTradeDays: figures.maxDays,
    avgTradeDays: figures.averageDays,
    profitFactor: figures.profitFactor,
    expectancyPct: figures.expectancyPct,
    sqn: figures.sqn,
    kelly: figures.kelly,
  };
};

/** What holding a symbol from the first bar that decides would have returned, in percent. */
const heldPct = (rows: BarRows, symbol: string, { actions }: RunFacts): number => {
  const prices = closes(rows, symbol, actions);
  const first = prices.find((price) => !Number.isNaN(price));
  return ((prices.at(-1) ?? Number.NaN) / (first ?? Number.NaN) - 1) * 100;
};
