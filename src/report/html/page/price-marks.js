/** @import { SeriesMarker, Time } from 'lightweight-charts' */
import { color } from './colors.js';
import { data, symbols } from './data.js';
import { dateText, priceText } from './texts.js';

/** @typedef {{ n: number, candle: number }} Placed A fill by its row, and the candle it is drawn at. */

/** @type {Map<string, Placed[]>} */
const bySymbol = new Map(symbols.map((symbol) => [symbol, []]));
data.fills.at.forEach((_, n) => {
  const symbol = data.words[data.fills.symbol[n]];
  const bars = data.prices[symbol]?.bars ?? 1;
  bySymbol.get(symbol)?.push({ n, candle: Math.floor(data.fills.bar[n] / bars) });
});

/**
 * The fills of a symbol in order of time.
 * @param {string} symbol
 */
export const fillsOf = (symbol) => bySymbol.get(symbol) ?? [];

const SHAPES = /** @type {const} */ ({
  long: { shape: 'arrowUp', position: 'belowBar', color: 'rose' },
  short: { shape: 'arrowDown', position: 'aboveBar', color: 'fell' },
  exit: { shape: 'circle', position: 'aboveBar', color: 'soft' },
});

/**
 * Marks of the fills between two candles. Where they would lie over each other one of a kind stands for all
 * in so many candles.
 * @param {string} symbol
 * @param {{ from: number, to: number, every: number }} part
 * @returns {SeriesMarker<Time>[]}
 */
export const marksOf = (symbol, { from, to, every }) => {
  const { time } = data.prices[symbol];
  const taken = new Set();
  return fillsOf(symbol).flatMap(({ n, candle }) => {
    const kind = data.fills.kind[n];
    const place = `${kind} ${Math.floor(candle / every)}`;
    if (candle < from || candle > to || taken.has(place)) return [];
    taken.add(place);
    const { shape, position, color: name } = SHAPES[kind];
    return [
      { time: /** @type {Time} */ (time[candle] / 1000), shape, position, color: color(name), size: 1 },
    ];
  });
};

/**
 * A fill in words, with its reason.
 * @param {number} n
 */
export const fillText = (n) => {
  const { fills, words } = data;
  const kind = { long: 'in, long', short: 'in, short', exit: 'out' }[fills.kind[n]];
  const by = new Set(fills.pipeline).size > 1 ? `, ${words[fills.pipeline[n]]}` : '';
  const quantity = fills.quantity[n];
  const done = `${quantity < 0 ? 'sold' : 'bought'} ${Math.abs(quantity)} at ${priceText(fills.price[n])}`;
  const said = `${dateText(fills.at[n])} ${kind}: ${done}${by}`;
  const because = words[fills.because[n]];
  return because === '' ? said : `${said} — ${because}`;
};
