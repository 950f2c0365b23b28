import picocolors from 'picocolors';
import { numberText } from './number-text.js';
import { paramsText } from './params-text.js';
import { recordedText, replayText } from './recording-text.js';
import type { RunResult } from './run-result.js';
import { sparkline } from './sparkline.js';
import { STATISTIC_LABELS } from './statistic-labels.js';
import type { StatisticName } from './statistics/statistics.js';
import { titleOf } from './title-of.js';
import { wrapped } from './wrapped.js';

/** Nothing is wider: the smallest terminal that people use. */
const COLUMNS = 80;
const HASH_DIGITS = 8;

/** The statistics that stand side by side: money, risk, trades. */
const PAIRS: readonly (readonly [StatisticName, StatisticName])[] = [
  ['returnPct', 'buyHoldReturnPct'],
  ['annualReturnPct', 'cagrPct'],
  ['annualVolatilityPct', 'exposurePct'],
  ['sharpe', 'sortino'],
  ['maxDrawdownPct', 'maxDrawdownDays'],
  ['avgDrawdownPct', 'calmar'],
  ['tradeCount', 'winRatePct'],
  ['bestTradePct', 'worstTradePct'],
  ['avgTradePct', 'avgTradeDays'],
  ['profitFactor', 'expectancyPct'],
  ['sqn', 'kelly'],
  ['commissions', 'peakEquity'],
];

/**
 * What a run did, in about 25 lines of at most 80 columns.
 *
 * @param color Whether it goes to a terminal that shows colours; without it the text is plain.
 */
export const summary = (result: RunResult, color: boolean): string => {
  const colors = picocolors.createColors(color);
  const { equity } = result.marks;
  const lines = [
    ...wrapped(titleOf(result), COLUMNS).map(colors.bold),
    ...wrapped(spanOf(result), COLUMNS),
    ...wrapped(paramsText(result.run.params), COLUMNS).map(colors.dim),
    '',
    `Equity ${moneyOf(result)}`,
    ...(equity.length > 0 ? [colors.cyan(sparkline(equity, COLUMNS))] : []),
    '',
    ...PAIRS.map(([left, right]) => `${figure(result, left)}    ${figure(result, right)}`),
    ...(result.statistics.dividends === null ? [] : [figure(result, 'dividends')]),
    '',
    ...wrapped(recordingOf(result), COLUMNS),
    ...wrapped(notModelledOf(result), COLUMNS).map(colors.dim),
    ...result.notices.flatMap((text) => wrapped(`Notice: ${text}`, COLUMNS, '  ')).map(colors.yellow),
    ...wrapped(provenanceOf(result), COLUMNS).map(colors.dim),
  ];
  return `${lines.join('\n')}\n`;
};

const spanOf = ({ run }: RunResult): string => {
  const [from, to] = [run.startAt, run.endAt].map((at) => at?.slice(0, 10));
  const span = from === undefined || to === undefined ? 'nothing' : `${from} to ${to}`;
  const seconds = (run.elapsedMs / 1000).toFixed(1);
  return `${span}, ${numberText(run.events, 'count')} events in ${seconds} s, rules ${run.rules}`;
};

const moneyOf = ({ startEquity, statistics: { finalEquity }, currency }: RunResult): string =>
  `${numberText(startEquity, 'money')} → ${numberText(finalEquity, 'money')} ${currency}`;

/** A label and its number, 38 columns together. */
const figure = ({ statistics }: RunResult, name: StatisticName): string => {
  const [label, unit] = STATISTIC_LABELS[name];
  return `${label.padEnd(20)}${numberText(statistics[name], unit).padStart(18)}`;
};

const notModelledOf = ({ notModelled }: RunResult): string =>
  notModelled.length > 0 ? `Not modelled: ${notModelled.join(' ')}` : '';

const recordingOf = ({ run, recording }: RunResult): string =>
  recording ? `Recorded ${recordedText(recording)}; told again ${replayText(run, recording)}` : '';

const provenanceOf = ({ run }: RunResult): string => {
  const hashes = [
    ['journal', run.journalHash],
    ['decisions', run.decisionHash],
    ['tape', run.tapeHash],
  ].flatMap(([name, hash]) => (hash ? [`${name ?? ''} ${hash.slice(0, HASH_DIGITS)}`] : []));
  return `${hashes.join(', ')}, seed ${run.seed}, millrace ${run.version}`;
};
