/**
 * The part of a report's script that draws one chart as inline SVG into its figure.
 *
 * A chart redraws itself whole at its own width, so that lines and letters keep their size on a phone. Only
 * numbers are written into the markup; texts of the run never are.
 */
export const chartScript = `
const PAD = { left: 4, right: 66, top: 8, bottom: 20 };
const SHAPES = { long: 'M0-5 5 4H-5Z', short: 'M0 5 5-4H-5Z', exit: 'M0-4.5 4.5 0 0 4.5-4.5 0Z' };
const px = (value) => value.toFixed(1);

/** Where values and instants stand on a chart of this width, in this view. */
const scaleOf = (chart, view) => {
  const width = Math.max(160, chart.figure.clientWidth);
  const { at, value } = chart.line();
  const first = Math.max(0, indexAt(at, view.from));
  const last = Math.min(at.length - 1, indexAt(at, view.to) + 1);
  const shown = value.slice(first, last + 1);
  let low = shown.reduce((least, one) => Math.min(least, one), Infinity);
  let high =
    chart.top === undefined ? shown.reduce((most, one) => Math.max(most, one), -Infinity) : chart.top;
  const margin = (high - low) * 0.05 || Math.abs(high) * 0.01 || 1;
  low -= margin;
  if (chart.top === undefined) high += margin;
  const right = width - PAD.right;
  const bottom = chart.height - PAD.bottom;
  return {
    width,
    right,
    bottom,
    low,
    high,
    at,
    value,
    first,
    last,
    x: (time) => PAD.left + ((time - view.from) / (view.to - view.from || 1)) * (right - PAD.left),
    y: (price) => PAD.top + ((high - price) / (high - low)) * (bottom - PAD.top),
    time: (left) => view.from + ((left - PAD.left) / (right - PAD.left)) * (view.to - view.from),
  };
};

/** Markup of one element; attributes and text are our own words and numbers. */
const tag = (name, attributes, inner) => {
  const written = Object.entries(attributes).map(([key, value]) => ' ' + key + '="' + value + '"');
  return '<' + name + written.join('') + '>' + (inner || '') + '</' + name + '>';
};

const axes = (chart, view, scale) => {
  const rows = valueTicks(scale.low, scale.high, chart.height / 45).map(({ value, text }) => {
    const y = px(scale.y(value));
    const line = tag('path', { class: 'grid', d: 'M' + PAD.left + ' ' + y + 'H' + scale.right });
    return line + tag('text', { x: scale.right + 6, y, dy: '.32em' }, text);
  });
  const columns = timeTicks(view.from, view.to, scale.width / 70).map(({ at, text }) => {
    const x = scale.x(at);
    if (x > scale.right - 20) return '';
    const anchor = x < 40 ? 'start' : 'middle';
    const line = tag('path', { class: 'grid', d: 'M' + px(x) + ' ' + scale.bottom + 'v4' });
    return line + tag('text', { 'text-anchor': anchor, x: px(x), y: chart.height - 4 }, text);
  });
  return rows.concat(columns).join('');
};

const curve = (chart, { at, value, first, last, bottom, x, y }) => {
  const points = at.slice(first, last + 1).map((time, n) => px(x(time)) + ' ' + px(y(value[first + n])));
  // A run of one bar is a dot.
  if (points.length === 1) points.push(points[0]);
  const line = tag('path', { class: 'curve ' + chart.look, d: 'M' + points.join('L') });
  if (!chart.fill) return line;
  const base = px(chart.top === undefined ? bottom : y(chart.top));
  const [from, to] = [px(x(at[first])), px(x(at[last]))];
  const d = 'M' + from + ' ' + base + 'L' + points.join('L') + 'L' + to + ' ' + base + 'Z';
  return tag('path', { class: 'under ' + chart.look, d }) + line;
};

const markers = (chart, view, { x, y }) =>
  chart
    .markers()
    .filter(({ at }) => at >= view.from && at <= view.to)
    .map(({ at, price, kind }) => {
      const transform = 'translate(' + px(x(at)) + ' ' + px(y(price)) + ')';
      return tag('path', { class: kind, transform, d: SHAPES[kind] });
    })
    .join('');

const draw = (chart, view) => {
  const scale = scaleOf(chart, view);
  const { width, right, bottom } = scale;
  const id = 'clip-' + chart.figure.id;
  const frame = 'M' + PAD.left + ' 0H' + right + 'V' + bottom + 'H' + PAD.left + 'Z';
  chart.scale = scale;
  chart.figure.innerHTML = tag(
    'svg',
    { height: chart.height, viewBox: '0 0 ' + width + ' ' + chart.height, 'aria-hidden': 'true' },
    tag('clipPath', { id }, tag('path', { d: frame })) +
      axes(chart, view, scale) +
      tag('g', { 'clip-path': 'url(#' + id + ')' }, curve(chart, scale)) +
      markers(chart, view, scale) +
      tag('rect', { class: 'brush', y: PAD.top, height: bottom - PAD.top, width: 0 }) +
      tag('path', { class: 'hair', d: '' }),
  );
};

const hair = (chart, at) => {
  const x = at === null ? -1 : chart.scale.x(at);
  const inside = x >= PAD.left && x <= chart.scale.right;
  const d = inside ? 'M' + px(x) + ' ' + PAD.top + 'V' + chart.scale.bottom : '';
  chart.figure.querySelector('.hair').setAttribute('d', d);
};
`;
