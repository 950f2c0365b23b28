/** @import { IChartApi, ISeriesApi, ISeriesMarkersPluginApi, SeriesType, Time } from 'lightweight-charts' */
import { color, FONT } from './colors.js';
import { data, find, symbols } from './data.js';
import { Charts } from './libraries.js';
import { fillsOf, fillText, marksOf } from './price-marks.js';
import { priceSeries } from './price-series.js';
import { DAY, dateText, priceText } from './texts.js';

/** A mark has so many pixels for itself. */
const MARK_PIXELS = 9;
const TOLD = 4;

/**
 * @typedef {object} Drawn
 * @property {IChartApi} chart
 * @property {ISeriesApi<SeriesType>} series
 * @property {ISeriesMarkersPluginApi<Time>} marks
 */

/** @type {Drawn | undefined} */
let drawn;
let symbol = symbols[0];
/** The candle under the cursor. */
let here = -1;
/** Something was told on request: a page that scrolls under a hand at rest must not tell something else. */
let requested = false;

const options = () => ({
  layout: {
    background: { color: color('page') },
    textColor: color('soft'),
    fontFamily: FONT,
    fontSize: 11,
    attributionLogo: true,
  },
  grid: { vertLines: { color: color('line') }, horzLines: { color: color('line') } },
  rightPriceScale: { borderColor: color('line'), scaleMargins: { top: 0.06, bottom: 0.06 } },
  timeScale: {
    borderColor: color('line'),
    timeVisible: data.prices[symbol].time.some((at) => at % DAY !== 0),
    minBarSpacing: 0.01,
    fixLeftEdge: true,
    fixRightEdge: true,
  },
  crosshair: { mode: 0 },
  localization: {
    locale: 'en-US',
    priceFormatter: (/** @type {number} */ price) => String(Number(price.toPrecision(6))),
    timeFormatter: (/** @type {Time} */ time) => dateText(Number(time) * 1000),
  },
  // The wheel belongs to the page until the chart is asked for; a finger that goes up or down scrolls too.
  handleScroll: { mouseWheel: false, vertTouchDrag: false },
  handleScale: { mouseWheel: false },
});

/** The candles in sight, and how many of them share one mark. */
const part = () => {
  const seen = drawn?.chart.timeScale().getVisibleLogicalRange();
  const from = seen?.from ?? 0;
  const to = seen?.to ?? data.prices[symbol].time.length;
  const places = Math.max(1, (drawn?.chart.timeScale().width() ?? 600) / MARK_PIXELS);
  return { from, to, every: Math.max(1, Math.ceil((to - from) / places)) };
};

let waiting = false;
const mark = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    drawn?.marks.setMarkers(marksOf(symbol, part()));
  });
};

/**
 * Tells fills in words, with their reasons.
 * @param {readonly number[]} rows
 */
const tell = (rows) => {
  const more = rows.length > TOLD ? [`and ${rows.length - TOLD} more: look closer`] : [];
  find('fill-read').replaceChildren(
    ...[...rows.slice(0, TOLD).map(fillText), ...more].map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
};

/**
 * Tells fills that were asked for, until the hand moves.
 * @param {readonly number[]} rows
 */
export const tellRequested = (rows) => {
  requested = true;
  tell(rows);
};

/**
 * Hears that the hand moves: what is under it may be told again.
 * @param {PointerEvent} event
 */
export const onHand = ({ movementX, movementY }) => {
  if (movementX !== 0 || movementY !== 0) requested = false;
};

/** @param {number} candle */
const read = (candle) => {
  const { time, open, high, low, close, bars } = data.prices[symbol];
  here = candle;
  const texts = [
    ['open', open],
    ['high', high],
    ['low', low],
    ['close', close],
  ].map(([name, values]) => `${name} ${priceText(/** @type {number[]} */ (values)[candle])}`);
  const gathered = bars > 1 ? [`${bars} bars a candle`] : [];
  find('price-read').textContent = [dateText(time[candle]), ...texts, ...gathered].join(' · ');
  const reach = Math.floor(part().every / 2);
  const near = fillsOf(symbol).filter((fill) => Math.abs(fill.candle - candle) <= reach);
  if (near.length > 0) tell(near.map(({ n }) => n));
};

/**
 * Draws the price anew, as wide as its place or as paper is.
 * @param {number} [paper]
 */
export const drawPrice = (paper) => {
  if (symbol === undefined) return;
  const place = find('price');
  const seen = drawn?.chart.timeScale().getVisibleLogicalRange();
  drawn?.chart.remove();
  const size = { width: paper ?? place.clientWidth, height: place.clientHeight };
  const chart = Charts.createChart(place, { ...options(), ...size });
  // Its table is there for the layout alone.
  place.querySelector('table')?.setAttribute('role', 'presentation');
  const series = priceSeries(chart, symbol);
  drawn = { chart, series, marks: Charts.createSeriesMarkers(series, []) };
  if (seen) chart.timeScale().setVisibleLogicalRange(seen);
  else chart.timeScale().fitContent();
  chart.timeScale().subscribeVisibleLogicalRangeChange(mark);
  chart.subscribeCrosshairMove(({ logical, sourceEvent }) => {
    if (sourceEvent === undefined || logical === undefined || requested) return;
    if (data.prices[symbol].time[logical] !== undefined) read(logical);
  });
  mark();
};

/** Shows all of the price. */
export const wholePrice = () => drawn?.chart.timeScale().fitContent();

/**
 * Shows another symbol.
 * @param {string} name
 */
export const choose = (name) => {
  if (name === symbol) return;
  symbol = name;
  /** @type {HTMLSelectElement} */ (find('symbol')).value = name;
  drawn?.chart.remove();
  drawn = undefined;
  here = -1;
  find('price-read').textContent = '';
  tell([]);
  drawPrice();
};

/**
 * Looks closer or farther around the cursor, or around the middle.
 * @param {number} factor
 */
export const zoomPrice = (factor) => {
  const { from, to } = part();
  const around = here >= from && here <= to ? here : (from + to) / 2;
  const half = Math.max(5, ((to - from) * factor) / 2);
  showCandles(around - half, around + half);
};

/**
 * Shows the candles between two, within the run.
 * @param {number} from
 * @param {number} to
 */
export const showCandles = (from, to) => {
  const last = data.prices[symbol].time.length - 1;
  drawn?.chart
    .timeScale()
    .setVisibleLogicalRange({ from: Math.max(-0.5, from), to: Math.min(last + 0.5, to) });
};

/**
 * Puts the cursor on a candle and says what is there.
 * @param {number} candle
 */
export const point = (candle) => {
  const { time, close } = data.prices[symbol];
  if (time[candle] === undefined) return;
  // A range that was just set holds from the next frame on, and the cursor's place with it.
  requestAnimationFrame(() =>
    drawn?.chart.setCrosshairPosition(close[candle], /** @type {Time} */ (time[candle] / 1000), drawn.series),
  );
  read(candle);
};

/** The symbol and the candle that are looked at. */
export const looked = () => ({ symbol, candle: here, ...part() });

/**
 * Lets the wheel zoom while the chart has the focus.
 * @param {boolean} takes
 */
export const takeWheel = (takes) =>
  drawn?.chart.applyOptions({ handleScale: { mouseWheel: takes }, handleScroll: { mouseWheel: takes } });
