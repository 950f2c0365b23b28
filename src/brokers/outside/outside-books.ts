import type { Command } from '../../domain/order.js';
import type { Approved } from '../../risk/approved.js';
import type { BrokerContext } from '../simulated/simulated-broker.js';
import type { ExecutionBook } from './execution-book.js';
import type { Freezes } from './freezes.js';
import type { OrderNames } from './order-names.js';
import type { OrderWatch } from './order-watch.js';
import type { PositionWatch } from './position-watch.js';

/** Where approved commands wait for the disk. */
export interface CommandSink {
  put(command: Approved<Command>): void;
  /** An order is over that may not have left yet: it must not leave any more. */
  revoke(order: string): void;
}

/** How an outside broker is spoken with. */
export interface OutsideTerms {
  readonly names: OrderNames;
  readonly commands: CommandSink;
  /** How far apart, in engine time, two snapshots must be that prove an order's absence. */
  readonly absentGraceMs: number;
}

/** What is known of an outside broker, besides the journal. */
export interface OutsideBooks {
  readonly context: BrokerContext;
  readonly terms: OutsideTerms;
  readonly executions: ExecutionBook;
  readonly orders: OrderWatch;
  readonly positions: PositionWatch;
  readonly freezes: Freezes;
  /** The line to it: whether it is there, whether a snapshot came since, and the newest one's number. */
  readonly line: { isUp: boolean; isAsked: boolean; request: number };
  /** Orders that are over here and that snapshots have at work, by the first of them. */
  readonly returned: Map<string, number>;
}
