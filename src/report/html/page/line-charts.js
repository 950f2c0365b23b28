/** @import uPlot from 'uplot' */
/** @import { LineChart } from '../data/line-chart.js' */
import { data, find } from './data.js';
import { lineChart } from './line-chart.js';
import { lookAtWhole, onLook, range, WHOLE, zoom } from './range.js';
import { dateText, valueText } from './texts.js';

/** @type {{ chart: LineChart, place: HTMLElement, plot: uPlot }[]} */
let drawn = [];

/**
 * What a chart says where its cursor is.
 * @param {LineChart} chart
 * @param {uPlot} plot
 */
const readOf = ({ lines, unit, at }, { cursor: { idx } }) => {
  if (idx === null || idx === undefined) return '';
  const values = lines.toReversed().map(({ name, values: own }) => `${name} ${valueText(own[idx], unit)}`);
  return [dateText(at[idx]), ...values].join(' · ');
};

/**
 * Draws all line charts anew, as wide as their places or as paper is.
 * @param {number} [paper]
 */
export const drawLines = (paper) => {
  for (const { plot } of drawn) plot.destroy();
  drawn = data.charts.map((chart) => {
    const place = find(chart.id);
    const reading = document.querySelector(`[data-read="${chart.id}"]`);
    const onRead = (/** @type {uPlot} */ plot) => {
      if (reading) reading.textContent = readOf(chart, plot);
    };
    return { chart, place, plot: lineChart(chart, place, { width: paper ?? place.clientWidth, onRead }) };
  });
};

/**
 * Moves the cursor of a chart by points, and says what is there.
 * @param {(typeof drawn)[number]} one
 * @param {number} by
 */
const step = ({ chart, plot }, by) => {
  const { from, to } = range();
  const shown = chart.at.flatMap((at, n) => (at >= from && at <= to ? [n] : []));
  const here = shown.indexOf(plot.cursor.idx ?? -1);
  const next = shown[here < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, here + by))];
  if (next === undefined) return;
  for (const { plot: each } of drawn) {
    each.setCursor({ left: each.valToPos(chart.at[next], 'x'), top: 10 }, true);
  }
  find('spoken').textContent = readOf(chart, plot);
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  const one = drawn.find(({ place }) => place === event.currentTarget);
  if (one === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const around = one.chart.at[one.plot.cursor.idx ?? -1];
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => step(one, event.shiftKey ? -20 : -1),
    ArrowRight: () => step(one, event.shiftKey ? 20 : 1),
    Escape: lookAtWhole,
    '+': () => zoom(0.5, around),
    '=': () => zoom(0.5, around),
    '-': () => zoom(2, around),
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
};

/** Makes the line charts listen: to keys, to buttons, to the range that all of them show. */
export const startLines = () => {
  if (data.charts.length === 0) return;
  for (const { id } of data.charts) find(id).addEventListener('keydown', onKey);
  find('closer').addEventListener('click', () => zoom(0.5));
  find('farther').addEventListener('click', () => zoom(2));
  find('whole').addEventListener('click', lookAtWhole);
  onLook((next) => {
    for (const { plot } of drawn) plot.setScale('x', { min: next.from, max: next.to });
    switchFarther(next === WHOLE);
  });
  switchFarther(true);
};

/**
 * There is nothing farther than the whole. What has the focus hands it on before it is switched off.
 * @param {boolean} isWhole
 */
const switchFarther = (isWhole) => {
  for (const id of ['whole', 'farther']) {
    if (isWhole && document.activeElement === find(id)) find('closer').focus();
    find(id).toggleAttribute('disabled', isWhole);
  }
};
