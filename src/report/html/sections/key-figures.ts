import { STATISTIC_LABELS } from '../../statistic-labels.js';
import type { StatisticName, Statistics } from '../../statistics/statistics.js';
import { escapeHtml } from '../escape-html.js';
import { figureText } from '../figure-text.js';

/** What a reader looks for first. */
const FIRST: readonly StatisticName[] = [
  'finalEquity',
  'returnPct',
  'buyHoldReturnPct',
  'cagrPct',
  'annualVolatilityPct',
  'sharpe',
  'maxDrawdownPct',
  'tradeCount',
  'winRatePct',
  'profitFactor',
];

/** The key figures as a grid, and all statistics to unfold. */
export const keyFigures = (statistics: Statistics): string => {
  // The labels name every statistic once.
  const all = Object.keys(STATISTIC_LABELS) as StatisticName[];
  return `<dl class="figures">${FIRST.map((name) => figure(statistics, name)).join('')}</dl>
<details><summary>All statistics</summary>
<dl class="facts">${all.map((name) => figure(statistics, name)).join('')}</dl></details>`;
};

const figure = (statistics: Statistics, name: StatisticName): string => {
  const [label, unit] = STATISTIC_LABELS[name];
  return `<div><dt>${escapeHtml(label)}</dt><dd>${figureText(statistics[name], unit)}</dd></div>`;
};
