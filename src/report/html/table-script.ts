/**
 * The part of a report's script that lists the trades: a page at a time, sorted by the column that was asked
 * for.
 *
 * Texts go in as text, never as markup.
 */
export const tableScript = `
const PAGE = 50;
const COLUMNS = [
  { title: '#', of: (trade, n) => n + 1 },
  {
    title: 'Pipeline',
    words: true,
    of: (trade) => trade.pipeline,
    only: new Set(data.trades.map((trade) => trade.pipeline)).size > 1,
  },
  { title: 'Symbol', words: true, of: (trade) => trade.symbol },
  { title: 'Quantity', of: (trade) => trade.quantity },
  { title: 'Entered', of: (trade) => Date.parse(trade.entryAt), text: dateText },
  { title: 'Entry price', of: (trade) => trade.entryPrice, text: priceText },
  { title: 'Left', of: (trade) => Date.parse(trade.exitAt), text: dateText },
  { title: 'Exit price', of: (trade) => trade.exitPrice, text: priceText },
  { title: 'P&L', of: (trade) => trade.pnl, text: (value) => number(value, 2), sign: true },
  { title: 'Return', of: (trade) => trade.returnPct, text: (value) => number(value, 2) + ' %', sign: true },
  { title: 'Fee', of: (trade) => trade.commission, text: (value) => number(value, 2) },
  { title: 'Reason', words: true, of: (trade) => trade.because },
].filter((column) => column.only !== false);

const order = data.trades.map((_, n) => n);
let page = 0;
let sorted = { column: COLUMNS[0], down: false };

const element = (name, text, className) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
};

const sortBy = (column) => {
  sorted = { column, down: sorted.column === column ? !sorted.down : false };
  const values = data.trades.map((trade, n) => column.of(trade, n));
  const way = sorted.down ? -1 : 1;
  order.sort((a, b) => (values[a] < values[b] ? -way : values[a] > values[b] ? way : a - b));
  page = 0;
  list();
};

const jump = (n) => {
  const trade = data.trades[n];
  const [from, to] = [Date.parse(trade.entryAt), Date.parse(trade.exitAt)];
  const around = Math.max(to - from, (whole.to - whole.from) / 200) * 2;
  if (data.prices[trade.symbol]) choose(trade.symbol);
  look(from - around, to + around);
  point(from);
  const figure = find('price') || find('equity');
  figure.scrollIntoView({ block: 'center' });
  figure.focus({ preventScroll: true });
};

const cellOf = (column, n) => {
  const value = column.of(data.trades[n], n);
  const text = String(column.text ? column.text(value) : value);
  const sign = column.sign ? (value > 0 ? 'win' : value < 0 ? 'loss' : '') : '';
  if (column.title !== '#') return element('td', text, (column.words ? 'words ' : '') + sign);
  const cell = element('td');
  const button = element('button', text, 'jump');
  button.title = 'Show this trade on the chart';
  button.addEventListener('click', () => jump(n));
  cell.append(button);
  return cell;
};

const list = () => {
  const head = element('tr');
  COLUMNS.forEach((column) => {
    const cell = element('th', undefined, column.words ? 'words' : '');
    const arrow = sorted.column === column ? (sorted.down ? ' ▼' : ' ▲') : '';
    const button = element('button', column.title + arrow);
    button.addEventListener('click', () => {
      sortBy(column);
      find('heads').querySelectorAll('button')[COLUMNS.indexOf(column)].focus();
    });
    cell.scope = 'col';
    if (arrow) cell.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
    cell.append(button);
    head.append(cell);
  });
  find('heads').replaceChildren(head);
  find('rows').replaceChildren(
    ...order.slice(page * PAGE, (page + 1) * PAGE).map((n) => {
      const row = element('tr');
      row.append(...COLUMNS.map((column) => cellOf(column, n)));
      return row;
    }),
  );
  const last = Math.max(0, Math.ceil(order.length / PAGE) - 1);
  find('page').textContent =
    order.length === 0
      ? 'no trades'
      : page * PAGE + 1 + '–' + Math.min(order.length, (page + 1) * PAGE) + ' of ' + order.length;
  [
    ['first', 0],
    ['back', page - 1],
    ['next', page + 1],
    ['last', last],
  ].forEach(([id, to]) => {
    find(id).disabled = to < 0 || to > last || to === page;
    find(id).onclick = () => {
      page = to;
      list();
    };
  });
};
list();
`;
