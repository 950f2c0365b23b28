import { STATISTIC_NAMES } from './rank.js';
import type { SweepResult } from './sweep-document.js';

/** Results as a table for other programs: a column for each swept parameter, then every statistic. */
export const sweepCsv = (names: readonly string[], results: readonly SweepResult[]): string => {
  const rows = results.map(({ params, statistics }) => [
    ...names.map((name) => params[name] ?? ''),
    ...STATISTIC_NAMES.map((name) => statistics[name] ?? ''),
  ]);
  return [[...names, ...STATISTIC_NAMES], ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
};

const cell = (value: number | string): string => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
