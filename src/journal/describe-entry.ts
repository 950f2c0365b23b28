import type { CarriedBody } from '../domain/carried-body.js';
import type { Intent } from '../domain/intent.js';
import { isoText } from '../domain/iso-text.js';
import type { Entry, EntryOf, Outcome } from '../domain/journal.js';
import type { SessionBody } from '../domain/live-bodies.js';
import { fill as filled } from '../domain/millrace-error.js';
import type { Command, Order, OrderChange } from '../domain/order.js';
import { OUTCOMES } from '../domain/outcome-codes.js';

/** One entry as a line for people: kind, serial, time, and what it says. */
export const describeEntry = (entry: Entry): string => {
  const said = saying(entry);
  return `${entry.kind} ${entry.serial} at ${isoText(entry.at)}${said === '' ? '' : `: ${said}`}`;
};

/** An order as a person would say it. */
export const describeOrder = (order: Order): string => {
  const size = order.quantity === null ? `${order.fraction ?? 0} of the buying power in` : order.quantity;
  const parent = order.parent === null ? '' : `, ${order.role} of order ${order.parent}`;
  const only = order.reduceOnly ? ', reduce only' : '';
  return (
    `order ${order.id} (${order.key}): ${order.side} ${size} ${order.symbol}, ` +
    `${order.type}${pricesOf(order)}, ${order.timeInForce}${parent}${only}, for ${order.pipeline}`
  );
};

const saying = (entry: Entry): string => {
  switch (entry.kind) {
    case 'intent':
      return `${wish(entry.body.intent)}${entry.body.warming ? ' (warming up, it goes no further)' : ''}`;
    case 'approval':
      return `${entry.body.commands} ${entry.body.commands === 1 ? 'command' : 'commands'}`;
    case 'command':
      return commandText(entry.body.command);
    case 'fill': {
      const { side, quantity, price, commission, currency, happenedAt, order } = entry.body;
      const money = `at ${price}, commission ${commission} ${currency}`;
      return `order ${order}: ${side} ${quantity} ${money}, happened ${isoText(happenedAt)}`;
    }
    case 'order':
      return orderText(entry.body);
    case 'action': {
      const { action, value } = entry.body;
      const what = action === 'split' ? `split, ${value} new for one old` : `dividend of ${value} each`;
      return `${what}, of ${entry.symbol ?? ''}`;
    }
    case 'adjustment':
      return adjustmentText(entry);
    case 'freeze':
      return freezeText(entry);
    case 'late': {
      const { stream, happenedAt, bars } = entry.body;
      const when = isoText(happenedAt);
      return `a ${stream} of ${entry.symbol ?? ''}, happened ${when}, was too late for ${bars.join(', ')}`;
    }
    case 'operator':
      return `${entry.body.who}: ${JSON.stringify(entry.body.command)}, because ${entry.body.why}`;
    case 'session':
      return sessionText(entry.body);
    case 'unfilled':
      return `order ${entry.body.order} was still ${entry.body.state} after the last event`;
    case 'refusal':
    case 'notice':
    case 'latch':
    case 'halt':
      return outcomeText(entry.body);
    case 'carried':
      return carriedText(entry.body);
    case 'begin':
    case 'end':
    case 'close':
      return '';
  }
};

const orderText = ({ order, state, code, facts, change }: EntryOf<'order'>['body']): string => {
  const why = code === null ? '' : `, ${outcomeText({ code, facts })}`;
  return `order ${order} is ${state}${change ? `, changed:${changeText(change)}` : ''}${why}`;
};

const adjustmentText = ({ symbol, body }: EntryOf<'adjustment'>): string => {
  const { reason, order, execution, quantity, price, money, currency, who, why } = body;
  const units = quantity === 0 ? '' : `, ${quantity} ${symbol ?? ''} at ${price}`;
  const about = `${order === null ? '' : ` of order ${order}`}${execution === null ? '' : `, ${execution}`}`;
  return `${reason}${about}${units}, money ${money} ${currency}, ${who === null ? '' : `${who}: `}${why}`;
};

const freezeText = ({ symbol, body }: EntryOf<'freeze'>): string => {
  const state = body.frozen ? 'may take no new risk' : 'may take risk again';
  return `${symbol ?? 'all symbols'} ${state}, ${outcomeText(body)}`;
};

const carriedText = ({ segment, who, why, changes, accounts, orders }: CarriedBody): string => {
  const lots = accounts.reduce((count, account) => count + account.lots.length, 0);
  const other = changes.length === 0 ? 'nothing else' : changes.join(', ');
  return `segment ${segment}: ${lots} lots, ${orders.length} orders, ${who}: ${why}; changed: ${other}`;
};

const sessionText = ({ state, orders, ended }: SessionBody): string => {
  const why = ended ? ', its source ended' : '';
  return orders === null ? `${state}${why}` : `${state}${why}, working orders: ${orders}`;
};

const wish = (intent: Intent): string => {
  switch (intent.kind) {
    case 'target': {
      const { symbol, quantity, weight, notional } = intent;
      if (weight !== null) return `target weight ${weight} of ${symbol}`;
      return notional === null
        ? `target ${quantity ?? 0} ${symbol}`
        : `target ${notional} money in ${symbol}`;
    }
    case 'submit': {
      const { key, side, quantity, fraction, symbol, type } = intent;
      const size = quantity ?? `${fraction ?? 0} of the buying power in`;
      return `submit ${key}: ${side} ${size} ${symbol}, ${type}${pricesOf(intent)}`;
    }
    case 'amend':
      return `amend ${intent.key}:${changeText(intent.change)}`;
    case 'cancel':
      return `cancel ${intent.key}`;
    case 'close':
      return `close ${intent.portion} of ${intent.lot === null ? intent.symbol : `lot ${intent.lot}`}`;
  }
};

const commandText = (command: Command): string => {
  switch (command.kind) {
    case 'place': {
      const children = command.children.map((child) => child.id).join(', ');
      return `place ${command.order.id}${children === '' ? '' : ` with ${children}`}`;
    }
    case 'amend':
      return `amend ${command.order}:${changeText(command.change)}`;
    case 'cancel':
      return `cancel ${command.order}`;
  }
};

const changeText = ({ quantity, limitPrice, stopPrice }: OrderChange): string =>
  [
    quantity === undefined ? '' : ` quantity ${quantity}`,
    pricesOf({ limitPrice: limitPrice ?? null, stopPrice: stopPrice ?? null }),
  ].join('');

const pricesOf = (prices: {
  readonly limitPrice: number | null;
  readonly stopPrice: number | null;
}): string => {
  const stop = prices.stopPrice === null ? '' : ` stop ${prices.stopPrice}`;
  return prices.limitPrice === null ? stop : `${stop} limit ${prices.limitPrice}`;
};

const outcomeText = ({ code, facts }: Outcome): string => `${code}: ${filled(OUTCOMES[code], facts)}`;
