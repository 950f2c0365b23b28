import type { Lot } from '../../../domain/lot.js';
import { houseOrder } from '../house-order.js';
import type { HouseOrder } from '../simulated-broker.js';
import type { Desk } from './desk.js';
import { ticketOf } from './ticket.js';

/** Puts an order that closes a whole lot at the queue's front; nobody but the rule set wished it. */
export const houseClose = ({ context, book }: Desk, lot: Lot, because: string): HouseOrder => {
  const house = houseOrder(context, lot, because);
  book.put(ticketOf(house.order, 'close'), 'front');
  return house;
};
