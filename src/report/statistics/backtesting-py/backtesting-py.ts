import { largest } from '../../../statistics/numbers/largest.js';
import { mean } from '../../../statistics/numbers/mean.js';
import { sum } from '../../../statistics/numbers/sum.js';
import { cagr } from '../../../statistics/returns/cagr.js';
import type { RunFacts } from '../../run-facts.js';
import { type BarRows, barRows } from '../bar-rows.js';
import { closes } from '../closes.js';
import { drawdownFigures } from '../drawdown-figures.js';
import { finiteStatistics } from '../finite-statistics.js';
import type { Statistics } from '../statistics.js';
import { tradeRows } from '../trade-rows.js';
import { annualFigures } from './annual-figures.js';
import { annualisation } from './annualisation.js';
import { barSpacingMs } from './bar-spacing-ms.js';
import { exposure } from './exposure.js';
import { marketFigures } from './market-figures.js';
import { relativeChange } from './relative-change.js';
import { roundedDays } from './rounded-days.js';
import { tradeFigures } from './trade-figures.js';

/**
 * The statistics of backtesting.py 0.6.6, to the last digit it prints.
 *
 * That engine knows one instrument and no benchmark: with several symbols what compares with the market is
 * null, and so is what it does not compute (probabilistic Sharpe, information ratio, tracking error,
 * Treynor). Durations are rounded up to the unit of the bar spacing; commissions are those of closed trades.
 */
export const backtestingPy = (facts: RunFacts): Statistics => {
  const rows = barRows(facts.marks);
  const { equity } = rows;
  const annual = annualFigures(annualisation(rows), facts.riskFreeRate);
  const [symbol, ...others] = facts.symbols;
  const market = marketFigures({
    equity,
    closes: symbol === undefined || others.length > 0 ? new Float64Array() : closes(rows, symbol),
    warmupBars: facts.warmupBars,
    riskFreeRate: facts.riskFreeRate,
  });
  return finiteStatistics({
    ...money(rows),
    annualReturnPct: annual.annualReturn * 100,
    annualVolatilityPct: annual.annualVolatility * 100,
    sharpe: annual.sharpe,
    sortino: annual.sortino,
    ...drawdown(rows, annual.annualReturn),
    ...trading(rows, facts),
    buyHoldReturnPct: market.buyHoldReturn * 100,
    alphaPct: market.alpha * 100,
    beta: market.beta,
    commissions: sum(facts.trades.map(({ commission }) => commission)),
  });
};

const money = ({ equity, time }: BarRows) => {
  const finalEquity = equity.at(-1) ?? Number.NaN;
  const growth = finalEquity / (equity[0] ?? Number.NaN);
  return {
    finalEquity,
    peakEquity: largest(equity),
    returnPct: relativeChange(equity) * 100,
    cagrPct: cagr(growth, (time.at(-1) ?? Number.NaN) - (time[0] ?? Number.NaN)) * 100,
  };
};

const drawdown = (rows: BarRows, annualReturn: number) => {
  const { max, average, maxMs, averageMs } = drawdownFigures(rows);
  const spacingMs = barSpacingMs(rows);
  return {
    calmar: annualReturn / max,
    maxDrawdownPct: -max * 100,
    avgDrawdownPct: -average * 100,
    maxDrawdownDays: roundedDays(maxMs, spacingMs),
    avgDrawdownDays: roundedDays(averageMs, spacingMs),
  };
};

const trading = (rows: BarRows, { trades }: RunFacts) => {
  const figures = tradeFigures(trades);
  const spans = tradeRows(rows, trades);
  const spacingMs = barSpacingMs(rows);
  const lengths = spans.map(
    ({ entry, exit }) => (rows.time[exit] ?? Number.NaN) - (rows.time[entry] ?? Number.NaN),
  );
  return {
    tradeCount: trades.length,
    winRatePct: figures.winRate * 100,
    bestTradePct: figures.best * 100,
    worstTradePct: figures.worst * 100,
    avgTradePct: figures.average * 100,
    maxTradeDays: roundedDays(largest(lengths), spacingMs),
    avgTradeDays: roundedDays(mean(lengths), spacingMs),
    profitFactor: figures.profitFactor,
    expectancyPct: figures.expectancy * 100,
    sqn: figures.sqn,
    kelly: figures.kelly,
    exposurePct: exposure(rows.length, spans) * 100,
  };
};
