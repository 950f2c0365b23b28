import { largest } from '../../../statistics/numbers/largest.js';
import { dateText, dayOf } from '../../../time/civil-date.js';
import { epochToDate, startOfDay } from '../../../time/zone.js';
import type { RunFacts } from '../../run-facts.js';
import type { BarRows } from '../bar-rows.js';
import { decidingRows } from '../deciding-rows.js';
import { finiteStatistics } from '../finite-statistics.js';
import { marketOf } from '../market-of.js';
import { standard } from '../standard/standard.js';
import type { Statistics } from '../statistics.js';
import { closedProfits } from './closed-profits.js';
import { dailySamples } from './daily-samples.js';
import { drawdownRecovery } from './drawdown-recovery.js';
import { portfolioFigures } from './portfolio-figures.js';
import { leanProbabilisticSharpe } from './probabilistic-sharpe.js';
import { tradeExpectancy } from './trade-expectancy.js';

type Numbers = Parameters<typeof finiteStatistics>[0];

const DAYS_PER_YEAR = 252;
const DAY_MS = 86_400_000;

/**
 * The statistics of LEAN, from equity and market sampled once a calendar day (`dailySamples`), 252 days being
 * a year (`portfolioFigures`). What it does not compute is `standard`'s.
 *
 * The market is the benchmark, or the traded symbol if there is only one. Growth a year: (last / capital)^
 * (365 / days) - 1, the days from the first date's midnight to the last row. Drawdown: of the samples, to
 * three decimals; its length the longest way back to a peak. The Sharpe ratio that its probability is held
 * against is 1 a year. Trades win by their profit before fees; averages, payoff and expectancy (win rate x
 * payoff - loss rate, as percent) are of `closedProfits`.
 */
export const lean = (facts: RunFacts): Statistics => {
  const rows = decidingRows(facts);
  return { ...standard(facts), ...own({ ...money(rows, facts), ...risk(rows, facts), ...trading(facts) }) };
};

/** Only what is said here; a number that is not finite is null and hides the conventional one. */
const own = (numbers: Numbers): Partial<Statistics> => {
  const finite = Object.entries(finiteStatistics(numbers));
  return Object.fromEntries(finite.filter(([name]) => name in numbers));
};

const money = (rows: BarRows, facts: RunFacts): Numbers => {
  const growth = (rows.equity.at(-1) ?? facts.startEquity) / facts.startEquity;
  const begin = startOfDay(firstDateOf(rows, facts), zoneOf(facts));
  const years = ((rows.at.at(-1) ?? Number.NaN) - begin) / DAY_MS / 365;
  return { returnPct: (growth - 1) * 100, cagrPct: (growth ** (1 / years) - 1) * 100 };
};

const risk = (rows: BarRows, facts: RunFacts): Numbers => {
  const { startEquity, riskFreeRate } = facts;
  const market = marketOf(facts);
  const firstDay = dayOf(firstDateOf(rows, facts));
  const samples = dailySamples({ rows, firstDay, startEquity, market });
  const { returns } = samples;
  const figures = portfolioFigures({ ...samples, riskFreeRate, daysPerYear: DAYS_PER_YEAR });
  return {
    annualReturnPct: figures.annualReturn * 100,
    annualVolatilityPct: figures.annualDeviation * 100,
    sharpe: figures.sharpe,
    sortino: figures.sortino,
    probabilisticSharpePct:
      leanProbabilisticSharpe(returns, 1 / Math.sqrt(DAYS_PER_YEAR), riskFreeRate / DAYS_PER_YEAR) * 100,
    maxDrawdownPct: -deepest([startEquity, ...samples.equity]) * 100,
    maxDrawdownDays: drawdownRecovery([startEquity, ...samples.equity]),
    ...(market !== null && {
      alphaPct: figures.alpha * 100,
      beta: figures.beta,
      informationRatio: figures.informationRatio,
      trackingErrorPct: figures.trackingError * 100,
      treynor: figures.treynor,
    }),
  };
};

const trading = ({ fills, instruments, startEquity, trades }: RunFacts): Numbers => {
  const { averageWin, averageLoss, profitLossRatio } = tradeExpectancy(
    closedProfits(fills, instruments),
    startEquity,
  );
  const won = trades.filter(({ pnl, commission }) => pnl + commission > 0).length / trades.length;
  return {
    winRatePct: won * 100,
    avgWinPct: averageWin * 100,
    avgLossPct: averageLoss * 100,
    payoffRatio: profitLossRatio,
    expectancyPct: (won * profitLossRatio - (1 - won)) * 100,
  };
};

/** Of the peak before it, to three decimals. */
const deepest = (equity: readonly number[]): number => {
  let peak = Number.NEGATIVE_INFINITY;
  const depths = equity.map((value) => {
    peak = Math.max(peak, value);
    return 1 - value / peak;
  });
  return Math.round(largest(depths) * 1_000) / 1_000;
};

/** The day a run begins: the one that was asked for, or its first row's. */
const firstDateOf = (rows: BarRows, facts: RunFacts): string => {
  const first = dateText(rows.sessionDay[0] ?? 0);
  if (facts.from === null) return first;
  // A date was named in UTC or in the exchange's zone: the later of its two readings is what was meant.
  const asked = [epochToDate(facts.from, 'UTC'), epochToDate(facts.from, zoneOf(facts))].sort()[1] ?? first;
  return asked < first ? asked : first;
};

const zoneOf = ({ symbols, instruments }: RunFacts): string =>
  instruments[symbols[0] ?? '']?.timeZone ?? 'UTC';
