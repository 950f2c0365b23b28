import { didYouMean } from '../domain/did-you-mean.js';
import { usageError } from '../domain/usage-error.js';
import { STATISTIC_LABELS } from '../report/statistic-labels.js';
import type { StatisticName, Statistics } from '../report/statistics/statistics.js';

/** Of which statistics less is better; drawdowns in percent are negative, so that more of them is less. */
const LESS_IS_BETTER: ReadonlySet<StatisticName> = new Set([
  'annualVolatilityPct',
  'maxDrawdownDays',
  'avgDrawdownDays',
  'exposurePct',
  'maxTradeDays',
  'avgTradeDays',
  'commissions',
  'trackingErrorPct',
]);

/** Of which the nearest to nothing is best: a beta of -0.1 is less of the market than one of 0.5. */
const NEAREST_IS_BEST: ReadonlySet<StatisticName> = new Set(['beta']);

/** The names of all statistics. */
export const STATISTIC_NAMES: readonly StatisticName[] =
  // The keys of a record over the type, which `Object.keys` forgets.
  Object.keys(STATISTIC_LABELS) as StatisticName[];

/**
 * The statistic of `--rank`.
 *
 * @throws MillraceError USAGE_INVALID with the name that was meant.
 */
export const rankedBy = (name: string): StatisticName => {
  const found = STATISTIC_NAMES.find((known) => known === name);
  if (found !== undefined) return found;
  const meant = didYouMean(name, STATISTIC_NAMES) || `; there are ${STATISTIC_NAMES.join(', ')}`;
  throw usageError(`--rank ${name}: there is no such statistic${meant}`);
};

/**
 * The place of each result, 1 for the best. More is better but for a few statistics, where less is; a result
 * that has no such number comes behind all that have one. Of equal ones the first in the grid comes first.
 */
export const ranks = (results: readonly Statistics[], by: StatisticName): readonly number[] => {
  const merits = results.map((statistics) => merit(by, statistics[by]));
  const order = [...results.keys()].sort((a, b) => {
    const [first, second] = [merits[a] ?? Number.NEGATIVE_INFINITY, merits[b] ?? Number.NEGATIVE_INFINITY];
    return first === second ? a - b : second > first ? 1 : -1;
  });
  const places = new Array<number>(results.length).fill(0);
  for (const [place, index] of order.entries()) places[index] = place + 1;
  return places;
};

const merit = (by: StatisticName, value: number | null): number => {
  if (value === null) return Number.NEGATIVE_INFINITY;
  if (NEAREST_IS_BEST.has(by)) return -Math.abs(value);
  return LESS_IS_BETTER.has(by) ? -value : value;
};
