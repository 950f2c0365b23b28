import type { BesideMarket } from '../data/benchmark-rows.js';
import { figureText } from '../figure-text.js';
import { factsList } from './facts-list.js';
import type { Section } from './section.js';
import { table } from './table.js';

/** The run beside its market: a table of both, and what ties them. */
export const benchmarkSection = (beside: BesideMarket | null, declared: string | null): Section => {
  if (beside === null) {
    const why =
      declared === null
        ? 'None: the run trades several symbols, or none, and the setting report.benchmark names no other.'
        : 'None: it has no price for a part of the run.';
    return { id: 'benchmark-part', title: 'Benchmark', inner: `<p>${why}</p>` };
  }
  const { market, rows, comparison } = beside;
  const about = declared === null ? `${market}, the traded symbol, held` : `${market}, held`;
  return {
    id: 'benchmark-part',
    title: 'Benchmark',
    inner: `<div class="split">${table({
      caption: `The run and ${about}, by returns of sessions`,
      heads: ['Figure', 'Run', market, 'Difference'],
      rows: rows.map(({ label, unit, run, market: its }) => [
        label,
        figureText(run, unit),
        figureText(its, unit),
        figureText(run - its, unit),
      ]),
    })}${factsList(tiesOf(comparison))}</div>`,
  };
};

const tiesOf = (comparison: BesideMarket['comparison']): readonly (readonly [string, string])[] => {
  const { alpha, beta, correlation, trackingError, informationRatio, treynorRatio } = comparison;
  const percent = (value: number): string => figureText(100 * value, 'percent');
  const ratio = (value: number): string => figureText(value, 'ratio');
  return [
    ['Alpha a year', percent(alpha)],
    ['Beta', ratio(beta)],
    ['Correlation', ratio(correlation)],
    ['Tracking error', percent(trackingError)],
    ['Information ratio', ratio(informationRatio)],
    ['Treynor', ratio(treynorRatio)],
    ['Up capture', percent(comparison.upCapture)],
    ['Down capture', percent(comparison.downCapture)],
  ];
};
