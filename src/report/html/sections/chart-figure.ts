import type { LineChart } from '../data/line-chart.js';
import { escapeHtml } from '../escape-html.js';
import { figureText } from '../figure-text.js';

/** What a chart's place on the page says about it. */
export interface ChartCaption {
  readonly title: string;
  /** Classes: its height. */
  readonly look: string;
}

/** The place of a chart, which the script fills; what it shows is said in words too. */
export const chartFigure = (chart: LineChart, { title, look }: ChartCaption): string =>
  `<figure class="chart ${look}"><figcaption><span class="name">${escapeHtml(title)}</span>
${legend(chart)}<span class="read" data-read="${chart.id}"></span></figcaption>
<div class="plot" id="${chart.id}" tabindex="0" role="img" aria-label="${escapeHtml(told(title, chart))}"
 aria-describedby="keys"></div></figure>`;

const legend = ({ lines }: LineChart): string =>
  lines.length < 2
    ? ''
    : lines
        .toReversed()
        .map(({ name, look }) => `<span class="key ${look}"><i></i>${escapeHtml(name)}</span>`)
        .join('');

const told = (title: string, { lines, unit, at }: LineChart): string => {
  const [from, to] = [at[0], at.at(-1)].map((time) => new Date(time ?? 0).toISOString().slice(0, 10));
  const spans = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const text = (value: number | undefined): string => figureText(value ?? null, unit);
    const sorted = known.toSorted((left, right) => left - right);
    const ends = `from ${text(known[0])} to ${text(known.at(-1))}`;
    return `${name} ${ends}, lowest ${text(sorted[0])}, highest ${text(sorted.at(-1))}`;
  });
  return `${title}, ${from ?? ''} to ${to ?? ''}: ${spans.join('; ')}`;
};
