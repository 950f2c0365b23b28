import type { Order } from '../../../domain/order.js';

/** An order at work, and what has become of it so far. */
export interface Ticket {
  /** Replaced as a whole when it is amended. */
  order: Order;
  /** Rows from this instant on may fill it. */
  since: number;
  /** It ends here. */
  readonly until: number;
  /** The stop was reached, for good. */
  hit: boolean;
  /** A row has looked at it. */
  met: boolean;
  /** A trade has found its limit beyond the market. */
  rests: boolean;
  filled: number;
  /** Money traded and charged so far: commissions are counted by the order. */
  value: number;
  charged: number;
  /** The lots it may close; null: it meets the position as a whole. */
  lots: readonly string[] | null;
  /** A bracket's child before its parent has filled. */
  asleep: boolean;
  /** One of its fills is being booked. */
  filling: boolean;
  /** The splits that it has followed, oldest first: a change said before one is in the units before it. */
  readonly splits: { readonly at: number; readonly value: number }[];
  readonly children: readonly Ticket[];
}

/** A ticket for an order that nothing has happened to yet. */
export const ticketOf = (order: Order, until: number, children: readonly Ticket[] = []): Ticket => ({
  order,
  since: order.at,
  until,
  hit: false,
  met: false,
  rests: false,
  filled: 0,
  value: 0,
  charged: 0,
  lots: order.lot === null ? null : [order.lot],
  asleep: false,
  filling: false,
  splits: [],
  children,
});

/** What is still to be filled; the noise of many parts is rounded away. */
export const restOf = ({ order, filled }: Ticket): number =>
  Number(((order.quantity ?? 0) - filled).toPrecision(12));

/** 1 for a buy, -1 for a sell. */
export const signOf = ({ order }: Ticket): 1 | -1 => (order.side === 'buy' ? 1 : -1);

/** How an order that is alive stands. */
export const stateOf = ({ asleep, filled }: Ticket): 'pending' | 'partial' | 'working' => {
  if (asleep) return 'pending';
  return filled > 0 ? 'partial' : 'working';
};
