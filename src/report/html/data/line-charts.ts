import { depths } from '../../../statistics/drawdowns/drawdowns.js';
import { leverage } from '../../../statistics/trades/leverage.js';
import { equityFrom } from '../../statistics/equity-rows.js';
import { type LineChart, type Look, lineChart, type WholeChart } from './line-chart.js';
import { type RollingLines, rollingLines } from './rolling-lines.js';
import type { SessionReturns } from './session-returns.js';

/** The charts of a run over its time: equity beside its market, drawdown, exposure, and the rolling ones. */
export const lineCharts = (run: SessionReturns): LineChart[] => {
  const { rows, market, startEquity } = run;
  if (rows.length === 0) return [];
  const { time: at, equity } = rows;
  // The money the run began with is a peak too, and the first row may be below it.
  const drawdown = depths(equityFrom(startEquity, rows).equity).subarray(1);
  const exposure = leverage(rows);
  const rolling = rollingLines(run);
  return [
    {
      id: 'equity',
      unit: 'money' as const,
      at,
      lines: [
        ...(market === null ? [] : [line(`${market}, held`, 'market', heldMoney(run))]),
        line('Equity', 'run', equity),
      ],
    },
    percentChart(
      'drawdown',
      at,
      line(
        'Drawdown',
        'loss',
        drawdown.map((depth) => -100 * depth),
      ),
    ),
    percentChart(
      'exposure',
      at,
      line(
        'Exposure',
        'run',
        exposure.map((level) => 100 * level),
      ),
    ),
    ...(rolling === null ? [] : rollingCharts(rolling)),
  ].map(lineChart);
};

const line = (name: string, look: Look, values: ArrayLike<number>): Line => ({
  name,
  look,
  values,
});

type Line = WholeChart['lines'][number];

const percentChart = (id: string, at: ArrayLike<number>, only: Line): WholeChart => ({
  id,
  unit: 'percent',
  at,
  lines: [only],
});

/** What the money would have become in the market. */
const heldMoney = ({ marketCloses, startEquity }: SessionReturns): Float64Array => {
  const first = marketCloses[0] ?? Number.NaN;
  return marketCloses.map((price) => (startEquity * price) / first);
};

const rollingCharts = ({ dates, sharpe, volatilityPct, beta }: RollingLines): WholeChart[] => {
  const at = dates.map((date) => Date.parse(date));
  const ratio = (id: string, only: Line): WholeChart => ({
    id,
    unit: 'ratio',
    at,
    lines: [only],
  });
  return [
    ratio('rolling-sharpe', line('Sharpe', 'run', sharpe)),
    percentChart('rolling-volatility', at, line('Volatility', 'run', volatilityPct)),
    ...(beta === null ? [] : [ratio('rolling-beta', line('Beta', 'run', beta))]),
  ];
};
