import { percentile } from '../../../statistics/numbers/percentile.js';
import type { YearRow } from '../data/month-grid.js';
import { scrolling } from './scrolling.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** From this share of the months on the colour is full: one month must not make all others pale. */
const FULL = 0.95;

/** Months by year in percent, the deeper the colour the larger. */
export const monthTable = (years: readonly YearRow[]): string => {
  const sizes = years.flatMap(({ months }) =>
    months.flatMap((value) => (value === null ? [] : [Math.abs(value)])),
  );
  const full = percentile(sizes, FULL);
  const heads = ['Year', ...MONTHS, 'All'].map((text) => `<th scope="col">${text}</th>`).join('');
  const rows = years.map(({ year, months, totalReturn }) => {
    const cells = months.map((value) => heatCell(value, full)).join('');
    return `<tr><th scope="row">${year}</th>${cells}<td class="all">${percentText(totalReturn)}</td></tr>`;
  });
  return scrolling(
    'Monthly returns',
    `<table class="heat"><caption>Monthly returns, percent</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
  );
};

const heatCell = (value: number | null, full: number): string => {
  if (value === null) return '<td></td>';
  const share = full > 0 ? Math.min(1, Math.abs(value) / full) : 0;
  const look = value < 0 ? 'fell' : 'rose';
  return `<td class="${look}" style="--heat:${(100 * share).toFixed(0)}%">${percentText(value)}</td>`;
};

/** One decimal, a true minus, and no sign for what rounds to nothing. */
const percentText = (fraction: number): string => {
  const text = (100 * fraction).toFixed(1);
  return Number(text) === 0 ? '0.0' : text.replace('-', '−');
};
