import type { Command, Order } from '../../domain/order.js';

/** A command in the words of the scripted broker, an order a line. */
export const commandText = (command: Command, nameOf: (id: string) => string): readonly string[] => {
  if (command.kind === 'cancel') return [`CXL|${nameOf(command.order)}`];
  if (command.kind === 'amend') {
    const { quantity, limitPrice, stopPrice } = command.change;
    return [['CHG', nameOf(command.order), quantity, limitPrice, stopPrice].map(text).join('|')];
  }
  return [command.order, ...command.children].map((order) => orderText(order, nameOf));
};

const orderText = (order: Order, nameOf: (id: string) => string): string =>
  [
    'NEW',
    nameOf(order.id),
    order.symbol,
    order.side === 'buy' ? 'B' : 'S',
    order.quantity,
    order.limitPrice,
    order.stopPrice,
    order.timeInForce,
    order.parent === null ? null : nameOf(order.parent),
    order.oco,
  ]
    .map(text)
    .join('|');

const text = (value: string | number | null | undefined): string => String(value ?? '');
