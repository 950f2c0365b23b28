/** @import { Column } from './columns.js' */

import { COLUMNS } from './columns.js';
import { data, find } from './data.js';
import { showTrade } from './price-controls.js';

const PAGE = 50;
const { pnl } = data.trades;
const order = pnl.map((_, n) => n);
let page = 0;
let sorted = { column: COLUMNS[0], down: false };

/** @param {Column} column */
const sortBy = (column) => {
  sorted = { column, down: sorted.column === column ? !sorted.down : false };
  const values = pnl.map((_, n) => column.of(n));
  const way = sorted.down ? -1 : 1;
  order.sort((left, right) => {
    if (values[left] === values[right]) return left - right;
    return values[left] < values[right] ? -way : way;
  });
  page = 0;
  list();
  find('heads').querySelectorAll('button')[COLUMNS.indexOf(column)].focus();
};

/** @param {Column} column */
const headOf = (column) => {
  const cell = document.createElement('th');
  const arrow = sorted.column !== column ? '' : sorted.down ? ' ▼' : ' ▲';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = column.title + arrow;
  button.addEventListener('click', () => sortBy(column));
  cell.scope = 'col';
  cell.className = column.look;
  if (arrow !== '') cell.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
  cell.append(button);
  return cell;
};

/**
 * @param {Column} column
 * @param {number} n
 */
const cellOf = (column, n) => {
  const cell = document.createElement('td');
  const sign = column.look !== 'sign' ? column.look : pnl[n] > 0 ? 'win' : pnl[n] < 0 ? 'loss' : '';
  cell.className = sign;
  cell.textContent = column.text(n);
  if (column.below) {
    const below = document.createElement('div');
    below.textContent = column.below(n);
    cell.append(below);
  }
  return cell;
};

/**
 * The head of a trade's row: its number, which shows it on the chart.
 * @param {number} n
 */
const jumpOf = (n) => {
  const cell = document.createElement('th');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'jump';
  button.textContent = COLUMNS[0].text(n);
  button.setAttribute('aria-label', `Trade ${COLUMNS[0].text(n)}, show it on the chart`);
  button.addEventListener('click', () => showTrade(n));
  cell.scope = 'row';
  cell.append(button);
  return cell;
};

/** @param {number} n */
const rowOf = (n) => {
  const row = document.createElement('tr');
  row.append(jumpOf(n), ...COLUMNS.slice(1).map((column) => cellOf(column, n)));
  return row;
};

const last = Math.max(0, Math.ceil(order.length / PAGE) - 1);

/** Lists one page of the trades, as they are sorted. */
export const list = () => {
  const head = document.createElement('tr');
  head.append(...COLUMNS.map(headOf));
  find('heads').replaceChildren(head);
  find('rows').replaceChildren(...order.slice(page * PAGE, (page + 1) * PAGE).map(rowOf));
  const to = Math.min(order.length, (page + 1) * PAGE);
  find('page').textContent = order.length === 0 ? 'no trades' : `${page * PAGE + 1}–${to} of ${order.length}`;
  for (const id of ['first', 'back']) find(id).toggleAttribute('disabled', page === 0);
  for (const id of ['next', 'last']) find(id).toggleAttribute('disabled', page === last);
};

/** Makes the buttons turn pages. */
export const startList = () => {
  /** @type {Record<string, () => number>} */
  const turns = { first: () => 0, back: () => page - 1, next: () => page + 1, last: () => last };
  for (const [id, turn] of Object.entries(turns)) {
    find(id).addEventListener('click', () => {
      page = Math.min(last, Math.max(0, turn()));
      list();
    });
  }
  list();
};
