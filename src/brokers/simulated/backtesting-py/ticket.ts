import type { Order } from '../../../domain/order.js';

/** What a line of the queue is: an order that stands alone, or one that can only close its lot. */
export type TicketRole = 'entry' | 'close' | 'stop-loss' | 'take-profit';

/** A line of the queue. */
export interface Ticket {
  /** Replaced as a whole when it is amended. */
  order: Order;
  readonly role: TicketRole;
  /** When it was accepted, or changed since. */
  since: number;
  /** The lot it closes; a bracket's child learns it when its parent has opened it. */
  lot: string | null;
  /** The stop was reached, for good: from now on a market order, or a limit order where it has a limit. */
  hit: boolean;
  /** Protective orders that wait for this one to open a lot. */
  readonly children: readonly Ticket[];
}

/** A line for an order, before anything has happened to it. */
export const ticketOf = (order: Order, role: TicketRole, children: readonly Ticket[] = []): Ticket => ({
  order,
  role,
  since: order.at,
  lot: order.lot,
  hit: false,
  children,
});

/** 1 for a buy, -1 for a sell. */
export const signOf = ({ side }: Pick<Order, 'side'>): 1 | -1 => (side === 'buy' ? 1 : -1);
