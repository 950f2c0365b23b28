import { csvField } from '../domain/csv-field.js';
import { STATISTIC_NAMES } from './rank.js';
import type { SweepResult } from './sweep-document.js';

/** Results as a table for other programs: a column for each swept parameter, then every statistic. */
export const sweepCsv = (names: readonly string[], results: readonly SweepResult[]): string => {
  const rows = results.map(({ params, statistics }) => [
    ...names.map((name) => params[name] ?? ''),
    ...STATISTIC_NAMES.map((name) => statistics[name] ?? ''),
  ]);
  return [[...names, ...STATISTIC_NAMES], ...rows].map(lineOf).join('');
};

const lineOf = (row: readonly (number | string)[]): string =>
  `${row.map((value) => csvField(String(value))).join(',')}\n`;
