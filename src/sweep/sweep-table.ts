import { aligned } from '../report/aligned.js';
import { numberText } from '../report/number-text.js';
import { STATISTIC_LABELS } from '../report/statistic-labels.js';
import type { StatisticName } from '../report/statistics/statistics.js';
import type { SweepDocument, SweepResult } from './sweep-document.js';

/** What stands beside the statistic that ranks. */
const BESIDE: readonly StatisticName[] = ['returnPct', 'sharpe', 'maxDrawdownPct', 'tradeCount'];
const HASH_DIGITS = 8;

/** The best sets of a sweep as a table, and what became of the others. */
export const sweepTable = (document: SweepDocument, names: readonly string[], top: number): string => {
  const { sweep, results, refused, failed } = document;
  const shown = results.toSorted((a, b) => a.rank - b.rank).slice(0, top);
  const columns = [sweep.rank, ...BESIDE.filter((name) => name !== sweep.rank)];
  const seconds = (sweep.elapsedMs / 1000).toFixed(1);
  const lines = [
    `${sweep.pipeline}: ${sweep.sets} sets of ${names.join(', ')} in ${seconds} s, rules ${sweep.rules}`,
    '',
    ...aligned([
      ['', ...names, ...columns.map((name) => STATISTIC_LABELS[name][0])],
      ...shown.map((result) => rowOf(result, names, columns)),
    ]),
    '',
    ...(shown.length < results.length ? [`The best ${shown.length} of ${results.length}.`] : []),
    ...setsText('refused', refused),
    ...setsText(
      'failed',
      failed.map(({ params, message }) => ({ params, reason: message })),
    ),
    `tape ${sweep.tapeHash.slice(0, HASH_DIGITS)}, seed ${sweep.seed}, millrace ${sweep.version}`,
  ];
  return `${lines.join('\n')}\n`;
};

const rowOf = (
  { rank, params, statistics }: SweepResult,
  names: readonly string[],
  columns: readonly StatisticName[],
): readonly string[] => [
  String(rank),
  ...names.map((name) => String(params[name] ?? '')),
  ...columns.map((name) => numberText(statistics[name], STATISTIC_LABELS[name][1])),
];

const setsText = (what: string, sets: SweepDocument['refused']): readonly string[] => {
  const [first] = sets;
  if (!first) return [];
  const params = Object.entries(first.params).map(([name, value]) => `${name}=${value}`);
  return [`${sets.length} ${what}, the first ${params.join(' ')}: ${first.reason}`];
};
