import type { Bar } from '../../../domain/market-event.js';
import type { Order } from '../../../domain/order.js';

/** How an order is executed: by its type, at a session's open or close, or at once. */
export type Execution = 'at-once' | 'open' | 'close' | 'limit' | 'stop' | 'stop-limit';

/** An order at work. */
export interface Ticket {
  /** Replaced as a whole when it is amended. */
  order: Order;
  readonly execution: Execution;
  /** The newest bar of its symbol when it was made. */
  readonly made: Bar;
  /** From here on it may use a bar: its acceptance, or its last change. */
  since: number;
  /** The stop of a stop-limit was reached, for good. */
  isTriggered: boolean;
}

/** 1 for a buy, -1 for a sell. */
export const signOf = ({ side }: Pick<Order, 'side'>): 1 | -1 => (side === 'buy' ? 1 : -1);
