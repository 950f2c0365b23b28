/** @import { LineChart } from '../data/line-chart.js' */
/** @import uPlot from 'uplot' */
import { color, FONT } from './colors.js';
import { Plot } from './libraries.js';
import { look, lookAtWhole, range } from './range.js';
import { DAY } from './texts.js';
import { timeLabels, valueLabels } from './time-axis.js';

const LOOKS = {
  run: { line: 'accent', under: 'wash' },
  market: { line: 'market', under: null },
  loss: { line: 'fell', under: 'sink' },
};

/**
 * How a chart's values stand between top and bottom: what has a natural zero shows it.
 * @param {LineChart} chart
 * @returns {uPlot.Scale}
 */
const valueScale = ({ id }) => {
  if (id === 'drawdown') return { range: (_, low) => [Math.min(low * 1.08, -0.01), 0] };
  if (id === 'exposure') return { range: (_, low, high) => [Math.min(0, low), Math.max(high * 1.08, 1)] };
  return {};
};

/**
 * @param {LineChart} chart
 * @returns {uPlot.Series[]}
 */
const seriesOf = ({ id, lines, at }) =>
  lines.map(({ name, look: kind }) => {
    const { line, under } = LOOKS[kind];
    return {
      label: name,
      stroke: color(line),
      width: 1.5,
      points: { show: at.length < 3 },
      ...(under !== null && !id.startsWith('rolling')
        ? { fill: color(under), fillTo: id === 'equity' ? (plot) => plot.scales.y.min ?? 0 : () => 0 }
        : {}),
    };
  });

/**
 * @param {boolean} isRolling
 * @returns {uPlot.Axis[]}
 */
const axes = (isRolling) => {
  const plain = { stroke: color('soft'), font: `11px ${FONT}` };
  const thin = { stroke: color('line'), width: 1 };
  return [
    {
      ...plain,
      size: 26,
      // A year is short, a date with its day is not.
      space: (_, __, from, to) => (to - from > 4 * 365 * DAY ? 48 : 76),
      grid: { show: false },
      ticks: { ...thin, size: 4 },
      // One that would stand half beyond the edge says nothing.
      values: (plot, splits, _, __, step) =>
        timeLabels(splits, step).map((text, n) =>
          plot.valToPos(splits[n], 'x') < text.length * 3.2 - 8 ? '' : text,
        ),
    },
    {
      ...plain,
      side: 1,
      size: isRolling ? 44 : 64,
      // A low chart has room for three lines all the same.
      space: 26,
      grid: thin,
      ticks: { show: false },
      values: (_, splits) => valueLabels(splits),
    },
  ];
};

/** @type {uPlot.Cursor} */
const CURSOR = {
  y: false,
  drag: { x: true, y: false, setScale: false },
  sync: {
    key: 'run',
    scales: ['x', null],
    // A cursor is one on all charts; a drag is told by the range alone.
    filters: { pub: (type) => type === 'mousemove' },
  },
  bind: { dblclick: () => () => (lookAtWhole(), null) },
};

/**
 * Draws a chart of lines into its place.
 * @param {LineChart} chart
 * @param {HTMLElement} place
 * @param {{ width: number, onRead: (plot: uPlot) => void }} options
 */
export const lineChart = (chart, place, { width, onRead }) => {
  const { from, to } = range();
  return new Plot(
    {
      width,
      height: place.clientHeight,
      ms: 1,
      padding: [8, 0, 0, 8],
      tzDate: (time) => Plot.tzDate(new Date(time), 'Etc/UTC'),
      legend: { show: false },
      cursor: CURSOR,
      scales: { x: { auto: false, min: from, max: to }, y: valueScale(chart) },
      axes: axes(chart.id.startsWith('rolling')),
      series: [{}, ...seriesOf(chart)],
      hooks: {
        setCursor: [onRead],
        setSelect: [
          (plot) => {
            const { left, width: wide } = plot.select;
            if (wide > 4) look(plot.posToVal(left, 'x'), plot.posToVal(left + wide, 'x'));
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
      },
    },
    /** @type {uPlot.AlignedData} */ ([chart.at, ...chart.lines.map(({ values }) => values)]),
    place,
  );
};
