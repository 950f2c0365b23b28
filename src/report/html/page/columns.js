import { data } from './data.js';
import { dateText, number, priceText } from './texts.js';

const { trades, words } = data;

/**
 * @typedef {object} Column A column of the list of trades.
 * @property {string} title
 * @property {(n: number) => number | string} of What it is sorted by.
 * @property {(n: number) => string} text
 * @property {(n: number) => string} [below] A second line.
 * @property {'words' | 'words long' | 'number' | 'sign'} look
 */

/**
 * @param {string} title
 * @param {readonly number[]} values
 * @param {(value: number) => string} text
 * @returns {Column}
 */
const numbers = (title, values, text) => ({
  title,
  of: (n) => values[n],
  text: (n) => text(values[n]),
  look: 'number',
});

/**
 * @param {string} title
 * @param {readonly number[]} indices
 * @returns {Column}
 */
const names = (title, indices) => ({
  title,
  of: (n) => words[indices[n]],
  text: (n) => words[indices[n]],
  look: 'words',
});

/**
 * When and at what price, sorted by when.
 * @param {string} title
 * @param {readonly number[]} at
 * @param {readonly number[]} price
 * @returns {Column}
 */
const fills = (title, at, price) => ({
  ...numbers(title, at, dateText),
  below: (n) => `at ${priceText(price[n])}`,
});

const money = (/** @type {number} */ value) => number(value, 2);
const percent = (/** @type {number} */ value) => `${number(value, 2)} %`;

/**
 * What is said of each trade.
 * @type {readonly Column[]}
 */
export const COLUMNS = [
  numbers(
    '#',
    trades.pnl.map((_, n) => n + 1),
    String,
  ),
  ...(new Set(trades.pipeline).size > 1 ? [names('Pipeline', trades.pipeline)] : []),
  names('Symbol', trades.symbol),
  numbers('Quantity', trades.quantity, (value) => String(value).replace('-', '−')),
  fills('In', trades.entryAt, trades.entryPrice),
  fills('Out', trades.exitAt, trades.exitPrice),
  { ...numbers('P&L', trades.pnl, money), look: 'sign' },
  { ...numbers('Return', trades.returnPct, percent), look: 'sign' },
  numbers('MAE', trades.adversePct, percent),
  numbers('MFE', trades.favourablePct, percent),
  numbers('Fee', trades.commission, money),
  {
    ...names('Reasons: in, out', trades.because),
    below: (n) => words[trades.exitBecause[n]],
    look: 'words long',
  },
];
