import { type Broker, breakFamily, breakGroup, end, type Family, type Line } from './broker.js';
import { closeBar, fee, gain, perform, rehearse, split } from './money.js';
import { fillPrice } from './prices.js';
import type { Action, OrderAction, Outcome, Scenario } from './script.js';

/** Replays a scenario bar by bar as backtrader 1.9.78.123 would: a plain loop, nothing shared with `src`. */
export const runScript = ({ bars, settings, script }: Scenario): Outcome => {
  const broker: Broker = {
    settings,
    ...{ cash: settings.cash, size: 0, price: 0, base: 0 },
    ...{ sent: [], pending: [], waking: [], groups: new Map() },
    trade: { size: 0, price: 0, profit: 0, costs: 0 },
    ...{ fills: [], ends: [], results: [] },
  };
  const values = bars.map((bar, index) => {
    for (const line of broker.waking) line.active = true;
    broker.waking = [];
    check(broker, { bars, index });
    walk(broker, { bars, index });
    const value = closeBar(broker, bar.close);
    for (const [place, action] of (script[index] ?? []).entries()) act(broker, action, { index, place });
    return value;
  });
  return { values, fills: broker.fills, ends: broker.ends, results: broker.results };
};

type Moment = Pick<Scenario, 'bars'> & { readonly index: number };

const madeClose = ({ bars }: Moment, line: Line): number => bars[line.madeAt]?.close ?? Number.NaN;

/** Rehearses all new orders one after the other; who ends below 0 is out, and leaves the cash below 0. */
const check = (broker: Broker, moment: Moment): void => {
  let { cash, size } = broker;
  const { sent } = broker;
  broker.sent = [];
  for (const line of sent) {
    if (line.family.over && line.name !== line.family.head) {
      broker.ends.push({ name: line.name, how: 'rejected' });
      continue;
    }
    const price = line.stop ?? line.limit ?? madeClose(moment, line);
    cash = rehearse(broker.settings, { cash, size }, { size: line.size, price });
    size += line.size;
    if (cash >= 0) broker.pending.push(line);
    else end(broker, line, 'margin');
  }
};

const walk = (broker: Broker, moment: Moment): void => {
  const bar = moment.bars[moment.index];
  if (!bar) throw new RangeError(`there is no bar ${moment.index}`);
  for (const line of [...broker.pending]) {
    if (!broker.pending.includes(line)) continue;
    if (moment.index >= line.diesAt) {
      end(broker, line, 'expired');
      continue;
    }
    if (!line.active) continue;
    const price = fillPrice(broker.settings, line, { bar, madeClose: madeClose(moment, line) });
    if (price !== undefined) fill(broker, line, price);
  }
};

const fill = (broker: Broker, line: Line, price: number): void => {
  broker.pending = broker.pending.filter((other) => other !== line);
  const held = broker.size;
  const { size, costs } = perform(broker, line.size, price);
  if (size !== 0) {
    broker.fills.push({ name: line.name, size, price, commission: costs });
    account(broker, { held, size, price });
    breakGroup(broker, line);
  }
  if (size !== line.size) end(broker, line, 'margin');
  else if (line.name !== line.family.head) breakFamily(broker, line);
  else {
    line.family.lines = line.family.lines.filter((other) => other !== line);
    broker.waking.push(...line.family.lines);
  }
};

/** Keeps the books of the trade from flat to flat. */
const account = (broker: Broker, done: { held: number; size: number; price: number }): void => {
  const { settings, trade, results } = broker;
  const { price } = done;
  const { closed, opened } = split(done.held, done.size);
  if (closed !== 0) {
    trade.profit += gain(settings, -closed, trade.price, price);
    trade.costs += fee(settings, closed, price);
    trade.size += closed;
    if (trade.size === 0) {
      results.push(trade.profit - trade.costs);
      broker.trade = { size: 0, price: 0, profit: 0, costs: 0 };
    }
  }
  if (opened === 0) return;
  const { size } = broker.trade;
  // A mean even of one: it may be a digit away from the price itself.
  broker.trade.price = (size * broker.trade.price + opened * price) / (size + opened);
  broker.trade.size += opened;
  broker.trade.costs += fee(settings, opened, price);
};

const act = (broker: Broker, action: Action, at: { index: number; place: number }): void => {
  if (action.do === 'cancel') {
    const line = broker.pending.find(({ name }) => name === action.name);
    if (line) end(broker, line, 'cancelled');
    return;
  }
  const name = `${at.index}-${at.place}`;
  const family: Family = { head: name, lines: [], over: false };
  family.lines = linesOf(action, { name, family, index: at.index });
  for (const line of family.lines) {
    const group = broker.groups.get(line.group) ?? new Set();
    broker.groups.set(line.group, group.add(line));
  }
  if (broker.settings.checkSubmit) broker.sent.push(...family.lines);
  else broker.pending.push(...family.lines);
};

const linesOf = (
  action: OrderAction,
  { name, family, index }: { name: string; family: Family; index: number },
): Line[] => {
  const { limit, stop, stopLoss, stopLossLimit, takeProfit, life, atClose = false } = action;
  const size = action.side === 'buy' ? action.size : -action.size;
  const isMarket = limit === undefined && stop === undefined;
  const until = life === 'day' ? index + 1 : (life ?? Number.POSITIVE_INFINITY);
  const common = { atClose: false, madeAt: index, family, triggered: false };
  const exit = (role: string, prices: Pick<Line, 'limit' | 'stop'>): Line => {
    const own = `${name}/${role}`;
    const diesAt = Number.POSITIVE_INFINITY;
    return { ...common, ...prices, name: own, size: -size, diesAt, group: own, active: false };
  };
  return [
    {
      ...common,
      ...{ name, size, limit, stop, atClose },
      diesAt: isMarket ? Number.POSITIVE_INFINITY : until,
      group: action.group ?? name,
      active: true,
    },
    ...(stopLoss === undefined ? [] : [exit('stop-loss', { stop: stopLoss, limit: stopLossLimit })]),
    ...(takeProfit === undefined ? [] : [exit('take-profit', { limit: takeProfit, stop: undefined })]),
  ];
};
