/**
 * The part of a report's script that keeps the charts together: one range of time, one cursor, the symbol
 * shown.
 *
 * Pointer: move to read, drag to look closer. Keys on a focused chart: arrows move the cursor, + and - look
 * closer and farther, Escape shows the whole run.
 */
export const viewScript = `
const find = (id) => document.getElementById(id);
const fills = new Map(Object.keys(data.prices).map((name) => [name, []]));
data.trades.forEach((trade, n) => {
  const own = fills.get(trade.symbol);
  if (!own) return;
  own.push({
    n,
    at: Date.parse(trade.entryAt),
    price: trade.entryPrice,
    kind: trade.quantity > 0 ? 'long' : 'short',
  });
  own.push({ n, at: Date.parse(trade.exitAt), price: trade.exitPrice, kind: 'exit' });
});

/** A fill may stand before the first bar's end, which is where the curves begin. */
const instants = [...fills.values()].flat().map(({ at }) => at);
const times = data.equity.at;
const whole = {
  from: instants.reduce((least, at) => Math.min(least, at), times[0] || 0),
  to: instants.reduce((most, at) => Math.max(most, at), times[times.length - 1] || 1),
};
let view = whole;
let cursor = null;
let symbol = Object.keys(data.prices)[0];

const none = () => [];
const charts = [
  { figure: find('equity'), height: 240, look: '', fill: true, line: () => data.equity, markers: none },
  {
    figure: find('drawdown'),
    height: 130,
    look: 'sink',
    fill: true,
    // No equity is above its peak.
    top: 0,
    line: () => data.drawdownPct,
    markers: none,
  },
  {
    figure: find('price'),
    height: 300,
    look: '',
    fill: false,
    line: () => data.prices[symbol],
    markers: () => fills.get(symbol) || [],
  },
].filter((chart) => chart.figure && times.length > 0);

const show = (next) => {
  view = next;
  charts.forEach((chart) => draw(chart, view));
  find('whole').disabled = view === whole;
  point(cursor);
};

/** Looks at a part of the run, never at less than two points. */
const look = (from, to) => {
  const least = ((whole.to - whole.from) / Math.max(1, times.length - 1)) * 2;
  const middle = (from + to) / 2;
  const half = Math.max(to - from, least) / 2;
  const next = { from: Math.max(whole.from, middle - half), to: Math.min(whole.to, middle + half) };
  show(next.from <= whole.from && next.to >= whole.to ? whole : next);
};

const valueAt = ({ at, value }, time) => value[indexAt(at, time)];

/** The fills nearest to the cursor, if they are within a finger's width: a reversal is two at once. */
const fillsAt = (time) => {
  const { scale, markers } = charts[charts.length - 1];
  const near = ({ at }) => Math.abs(scale.x(at) - scale.x(time));
  const least = markers().reduce((best, fill) => Math.min(best, near(fill)), 10);
  return markers().filter((fill) => near(fill) === least);
};

const about = ({ n, kind, price }) => {
  const { quantity, because } = data.trades[n];
  return kind === 'exit'
    ? 'out of ' + quantity + ' at ' + priceText(price)
    : 'in with ' + quantity + ' at ' + priceText(price) + ': ' + because;
};

/** A bar by its end: one that ends with the day is that day's. */
const barText = (at) => dateText(at % DAY === 0 ? at - DAY : at);

const point = (time) => {
  cursor = time;
  charts.forEach((chart) => hair(chart, time));
  if (time === null) {
    find('read').textContent = find('read').dataset.hint;
    return;
  }
  find('read').textContent = [
    barText(times[indexAt(times, time)]),
    'equity ' + number(valueAt(data.equity, time), 2),
    'drawdown ' + number(valueAt(data.drawdownPct, time), 2) + ' %',
    symbol === undefined ? '' : symbol + ' ' + valueAt(data.prices[symbol], time),
    ...fillsAt(time).slice(0, 4).map(about),
  ]
    .filter((part) => part !== '')
    .join(' · ');
};

const onKey = (event) => {
  const here = cursor === null ? view.from : cursor;
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
  const step = (by) => {
    const next = times[clamp(indexAt(times, here) + by, 0, times.length - 1)];
    point(clamp(next, view.from, view.to));
  };
  const zoom = (factor) => look(here - (here - view.from) * factor, here + (view.to - here) * factor);
  const keys = {
    ArrowLeft: () => step(-1),
    ArrowRight: () => step(1),
    Escape: () => show(whole),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
  };
  if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  keys[event.key]();
};

charts.forEach((chart) => {
  const { figure } = chart;
  let start = null;
  const left = (event) =>
    Math.min(chart.scale.right, Math.max(PAD.left, event.clientX - figure.getBoundingClientRect().left));
  const brush = (from, width) => {
    const box = figure.querySelector('.brush');
    box.setAttribute('x', from);
    box.setAttribute('width', width);
  };
  figure.addEventListener('pointerdown', (event) => {
    start = left(event);
    figure.setPointerCapture(event.pointerId);
  });
  figure.addEventListener('pointermove', (event) => {
    point(chart.scale.time(left(event)));
    if (start !== null) brush(Math.min(start, left(event)), Math.abs(left(event) - start));
  });
  figure.addEventListener('pointerup', (event) => {
    const ends = [start, left(event)].sort((a, b) => a - b);
    start = null;
    brush(0, 0);
    if (ends[1] - ends[0] > 8) look(chart.scale.time(ends[0]), chart.scale.time(ends[1]));
  });
  figure.addEventListener('pointercancel', () => {
    start = null;
    brush(0, 0);
  });
  figure.addEventListener('pointerleave', () => {
    if (start === null) point(null);
  });
  figure.addEventListener('dblclick', () => show(whole));
  figure.addEventListener('keydown', onKey);
});

const choose = (name) => {
  symbol = name;
  if (find('symbol')) find('symbol').value = name;
};
if (find('symbol')) {
  find('symbol').addEventListener('change', () => {
    choose(find('symbol').value);
    show(view);
  });
}
if (charts.length > 0) {
  find('whole').addEventListener('click', () => show(whole));
  new ResizeObserver(() => show(view)).observe(find('equity'));
}
`;
