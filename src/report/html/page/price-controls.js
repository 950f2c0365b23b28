import { data, find, symbols } from './data.js';
import {
  choose,
  looked,
  onHand,
  point,
  showCandles,
  takeWheel,
  tellRequested,
  wholePrice,
  zoomPrice,
} from './price-chart.js';
import { fillsOf } from './price-marks.js';
import { onLook } from './range.js';

/** Candles on either side of what is shown. */
const AROUND = 40;

/**
 * The last candle that begins at or before an instant, or the first.
 * @param {readonly number[]} times
 * @param {number} at
 */
const candleAt = (times, at) => {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle] <= at) low = middle;
    else high = middle - 1;
  }
  return low;
};

/**
 * Goes to the next fill, or to the one before.
 * @param {1 | -1} way
 */
const goToFill = (way) => {
  const { symbol, candle, from, to } = looked();
  const fills = fillsOf(symbol);
  const next =
    way > 0 ? fills.find((fill) => fill.candle > candle) : fills.findLast((fill) => fill.candle < candle);
  if (next === undefined) return;
  const half = Math.min((to - from) / 2, AROUND);
  showCandles(next.candle - half, next.candle + half);
  point(next.candle);
  tellRequested(fills.filter((fill) => fill.candle === next.candle).map(({ n }) => n));
};

/**
 * Shows a trade where it happened, with the reasons of its entry and its exit.
 * @param {number} n
 */
export const showTrade = (n) => {
  const { trades, words, fills } = data;
  const name = words[trades.symbol[n]];
  if (data.prices[name] === undefined) return;
  choose(name);
  const bars = data.prices[name].bars;
  const [entry, exit] = [trades.entryBar[n], trades.exitBar[n]].map((bar) => Math.floor(bar / bars));
  const around = Math.max(AROUND / 2, exit - entry);
  showCandles(entry - around, exit + around);
  point(entry);
  const ends = fillsOf(name).filter(({ n: fill }) =>
    fills.pipeline[fill] !== trades.pipeline[n]
      ? false
      : fills.at[fill] === trades.entryAt[n] || fills.at[fill] === trades.exitAt[n],
  );
  tellRequested(ends.map((fill) => fill.n));
  const place = find('price');
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { candle, from } = looked();
  const here = candle < 0 ? Math.max(0, Math.ceil(from)) : candle;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => point(here - (event.shiftKey ? 20 : 1)),
    ArrowRight: () => point(here + (event.shiftKey ? 20 : 1)),
    PageUp: () => goToFill(-1),
    PageDown: () => goToFill(1),
    Escape: wholePrice,
    '+': () => zoomPrice(0.5),
    '=': () => zoomPrice(0.5),
    '-': () => zoomPrice(2),
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
};

/** Makes the price chart listen: to keys, to buttons, to the range of the line charts. */
export const startPrice = () => {
  if (symbols.length === 0) return;
  const place = find('price');
  const select = /** @type {HTMLSelectElement} */ (find('symbol'));
  select.addEventListener('change', () => choose(select.value));
  find('before').addEventListener('click', () => goToFill(-1));
  find('after').addEventListener('click', () => goToFill(1));
  find('price-closer').addEventListener('click', () => zoomPrice(0.5));
  find('price-farther').addEventListener('click', () => zoomPrice(2));
  find('price-whole').addEventListener('click', wholePrice);
  place.addEventListener('keydown', onKey);
  place.addEventListener('pointermove', onHand, true);
  place.addEventListener('focusin', () => takeWheel(true));
  place.addEventListener('focusout', () => takeWheel(false));
  onLook(({ from, to }) => {
    const { time } = data.prices[looked().symbol];
    showCandles(candleAt(time, from), candleAt(time, to));
  });
};
