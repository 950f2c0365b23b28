import { largest } from '../../../statistics/numbers/largest.js';
import type { YearRow } from '../data/month-grid.js';
import { escapeHtml } from '../escape-html.js';
import { figureText } from '../figure-text.js';
import { scrolling } from './scrolling.js';

/** Years as bars from a common zero, beside their numbers; the market's year is a tick on the bar. */
export const yearTable = (years: readonly YearRow[], market: string | null): string => {
  const values = years.flatMap(({ totalReturn, marketReturn }) => [totalReturn, marketReturn ?? 0]);
  const high = Math.max(0, largest(values));
  const low = Math.min(0, -largest(values.map((value) => -value)));
  const place = (value: number): number => (100 * (value - low)) / (high - low || 1);
  const marketHead = market === null ? '' : `<th scope="col">${escapeHtml(market)}</th>`;
  const rows = years.map(({ year, totalReturn, marketReturn }) => {
    const [zero, end] = [place(0), place(totalReturn)];
    const bar = `left:${percent(Math.min(zero, end))};width:${percent(Math.abs(end - zero))}`;
    const tick =
      marketReturn === null ? '' : `<i class="market" style="left:${percent(place(marketReturn))}"></i>`;
    const its = market === null ? '' : `<td class="soft">${textOf(marketReturn)}</td>`;
    return `<tr><th scope="row">${year}</th><td class="track" aria-hidden="true"><div>
<i class="${totalReturn < 0 ? 'fell' : 'rose'}" style="${bar}"></i>
<i class="zero" style="left:${percent(zero)}"></i>${tick}</div></td>
<td>${textOf(totalReturn)}</td>${its}</tr>`;
  });
  const tells = market === null ? '' : `, tick: ${escapeHtml(market)}`;
  const heads = `<th scope="col">Year</th><td aria-hidden="true"></td><th scope="col">Run</th>${marketHead}`;
  return scrolling(
    'Yearly returns',
    `<table class="years"><caption>Yearly returns${tells}</caption>
<thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
  );
};

const percent = (value: number): string => `${value.toFixed(2)}%`;

const textOf = (fraction: number | null): string =>
  figureText(fraction === null ? null : 100 * fraction, 'percent');
