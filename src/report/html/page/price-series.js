/** @import { IChartApi, Time } from 'lightweight-charts' */
import { color } from './colors.js';
import { data } from './data.js';
import { Charts } from './libraries.js';

/** @param {number} at */
const seconds = (at) => /** @type {Time} */ (at / 1000);

/**
 * Draws the price of a symbol: candles, or a line where each would be flat. Candles are grey, so that fills
 * stand out.
 * @param {IChartApi} chart
 * @param {string} symbol
 */
export const priceSeries = (chart, symbol) => {
  const { time, open, high, low, close } = data.prices[symbol];
  const lines = { priceLineVisible: false, lastValueVisible: false };
  if (time.every((_, n) => high[n] === low[n])) {
    const series = chart.addSeries(Charts.LineSeries, { ...lines, color: color('accent'), lineWidth: 2 });
    series.setData(time.map((at, n) => ({ time: seconds(at), value: close[n] })));
    return series;
  }
  const series = chart.addSeries(Charts.CandlestickSeries, {
    ...lines,
    upColor: color('page'),
    downColor: color('market'),
    borderColor: color('market'),
    wickColor: color('market'),
  });
  series.setData(
    time.map((at, n) => ({ time: seconds(at), open: open[n], high: high[n], low: low[n], close: close[n] })),
  );
  return series;
};
