import { largest } from '../../../statistics/numbers/largest.js';
import type { Bin } from '../data/histogram.js';
import { escapeHtml } from '../escape-html.js';
import { table } from './table.js';

/** How values are spread: bars from a common floor, and the same as a table to unfold. */
export const distribution = (title: string, bins: readonly Bin[]): string => {
  if (bins.length === 0) return '';
  const most = largest(bins.map(({ count }) => count));
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const peak = bins.find(({ count }) => count === most);
  const bars = bins.map((bin) => {
    const look = bin.to <= 0 ? 'fell' : 'rose';
    const height = ((100 * bin.count) / most).toFixed(1);
    return `<i class="${look}" style="height:${height}%" title="${named(bin)}"></i>`;
  });
  const label = `${title}: ${total} in ${bins.length} bins, most (${most}) in ${peak ? spanText(peak) : ''}`;
  const rows = bins.map((bin) => [spanText(bin), String(bin.count), `${share(bin.count, total)} %`]);
  return `<figure class="spread"><figcaption>${escapeHtml(title)}</figcaption>
<div role="img" aria-label="${escapeHtml(label)}"><div class="columns">${bars.join('')}</div>
<div class="axis">${labels(bins)}</div></div>
<details><summary>As a table</summary>
${table({ caption: title, heads: ['Percent', 'Count', 'Share'], rows })}</details>
</figure>`;
};

const share = (count: number, total: number): string => ((100 * count) / total).toFixed(1);

const named = (bin: Bin): string => `${spanText(bin)} %: ${bin.count}`;

const spanText = ({ from, to }: Bin): string => {
  if (from === -Infinity) return `below ${edge(to)}`;
  return to === Infinity ? `${edge(from)} and above` : `${edge(from)} to ${edge(to)}`;
};

const edge = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

/** About five bounds, zero among them, each under its place. */
const labels = (bins: readonly Bin[]): string => {
  const zero = bins.findIndex(({ from }) => from === 0);
  const step = Math.max(1, Math.ceil(bins.length / 6));
  const anchor = zero < 0 ? 0 : zero;
  return bins
    .flatMap(({ from }, bin) =>
      Number.isFinite(from) && (bin - anchor) % step === 0
        ? [`<span style="left:${((100 * bin) / bins.length).toFixed(2)}%">${edge(from)}</span>`]
        : [],
    )
    .join('');
};
