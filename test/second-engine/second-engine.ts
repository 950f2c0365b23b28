import type { Desk, Lot, Ticket } from './desk.js';
import { closeLot, dequeue, equityOf, protect } from './desk.js';
import { outcomeOf } from './outcome-of.js';
import type { Action, Bar, OrderAction, Outcome, Scenario } from './script.js';
import { walkQueue } from './walk-queue.js';

const scaled = (price: number | undefined, unit: number): number | undefined =>
  price === undefined ? undefined : price * unit;

const ticketOf = (action: OrderAction, unit: number): Ticket => ({
  role: 'entry',
  size: action.side === 'buy' ? action.size : -action.size,
  limit: scaled(action.limit, unit),
  stop: scaled(action.stop, unit),
  hit: false,
  stopLoss: scaled(action.stopLoss, unit),
  takeProfit: scaled(action.takeProfit, unit),
});

/** Half a unit goes to the even neighbour, as the numbers of the engine under comparison are rounded. */
const roundHalfEven = (value: number): number => {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
};

const queueClose = (desk: Desk, lot: Lot, portion: number): void => {
  const units = Math.max(1, roundHalfEven(Math.abs(lot.size) * portion));
  const size = -Math.sign(lot.size) * units;
  desk.queue.unshift({ role: 'close', size, limit: undefined, stop: undefined, hit: false, lot });
};

/** Whether the stop-loss, the price expected at entry and the take-profit stand in their order. */
const isSound = (desk: Desk, { size, limit, stop, stopLoss, takeProfit }: Ticket): boolean => {
  const side = Math.sign(size);
  const expected = limit ?? stop ?? desk.last * (1 + desk.settings.spread * side);
  const losesBefore = stopLoss === undefined || (expected - stopLoss) * side > 0;
  return losesBefore && (takeProfit === undefined || (takeProfit - expected) * side > 0);
};

/** Cancels entries and closes, but passes over the ticket behind each cancelled one, as that engine does. */
const cancelAll = (desk: Desk): void => {
  let passed = true;
  desk.queue = desk.queue.filter(({ role }) => {
    passed = !passed || role === 'sl' || role === 'tp';
    return passed;
  });
};

const submit = (desk: Desk, ticket: Ticket): boolean => {
  if (!isSound(desk, ticket)) return false;
  if (desk.settings.exclusiveOrders) {
    cancelAll(desk);
    for (const lot of desk.lots) queueClose(desk, lot, 1);
  }
  desk.queue.push(ticket);
  return true;
};

/** Does one action; false where the engine refuses it. A place that holds nothing is passed over. */
const act = (desk: Desk, action: Action): boolean => {
  const unit = desk.settings.fractionalUnit ?? 1;
  if (action.do === 'order') return submit(desk, ticketOf(action, unit));
  if (action.do === 'cancel') {
    dequeue(desk, desk.queue.filter(({ role }) => role === 'entry')[action.order]);
    return true;
  }
  if (action.do === 'close-position') {
    for (const lot of desk.lots) queueClose(desk, lot, action.portion ?? 1);
    return true;
  }
  const lot = desk.lots[action.trade];
  if (!lot) return true;
  if (action.do === 'close-trade') queueClose(desk, lot, action.portion ?? 1);
  else
    protect(desk, lot, {
      role: action.do === 'set-sl' ? 'sl' : 'tp',
      price: scaled(action.price ?? undefined, unit),
    });
  return true;
};

const scaledBar = ({ open, high, low, close }: Bar, unit: number): Bar => ({
  open: open * unit,
  high: high * unit,
  low: low * unit,
  close: close * unit,
});

/** Closes every other trade, the first one included: that engine leaves the ones between open for ever. */
const ruin = (desk: Desk, bar: number): void => {
  for (const [place, lot] of desk.lots.entries()) {
    if (place % 2 === 0) closeLot(desk, lot, { bar, price: desk.last, units: Math.abs(lot.size) });
  }
  desk.cash = 0;
};

/** Processes one bar and says what the account is worth at its close: 0 when it is ruined. */
const live = (desk: Desk, bars: readonly Bar[], index: number): number => {
  const bar = bars[index];
  const before = bars[index - 1];
  if (!bar || !before) throw new RangeError(`a script needs a bar ${index} and one before it`);
  desk.last = bar.close;
  walkQueue(desk, { index, bar, previousClose: before.close });
  const worth = equityOf(desk);
  if (worth > 0) return worth;
  ruin(desk, index);
  return 0;
};

const decide = (desk: Desk, actions: readonly Action[]): number[] =>
  actions.flatMap((action, place) => (act(desk, action) ? [] : [place]));

/** Replays a scenario bar by bar as backtesting.py 0.6.6 would: one plain loop, nothing shared with `src`. */
export const runScript = ({ bars, settings, script }: Scenario): Outcome => {
  const market = bars.map((bar) => scaledBar(bar, settings.fractionalUnit ?? 1));
  const desk: Desk = { settings, cash: settings.cash, last: 0, queue: [], lots: [], closed: [], fills: [] };
  const equity = market.map(() => 0);
  const rejected: { bar: number; action: number }[] = [];
  const end = market.length - 1;
  for (let index = 1; index <= end; index += 1) {
    equity[index] = live(desk, market, index);
    if (equity[index] === 0) break;
    for (const action of decide(desk, script[index] ?? [])) rejected.push({ bar: index, action });
  }
  if (settings.finalizeTrades && equity[end] !== 0) {
    for (const lot of desk.lots.toReversed()) queueClose(desk, lot, 1);
    equity[end] = live(desk, market, end);
  }
  // The bar before the first processed one carries its value.
  equity[0] = equity[1] ?? settings.cash;
  return outcomeOf(desk, { equity, rejected });
};
