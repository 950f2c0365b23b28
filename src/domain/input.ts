import type { MarketEvent } from './market-event.js';
import type { By, OperatorCommand } from './operator-command.js';
import type { OutsideEvent } from './outside-event.js';

/** Everything a live engine can be told. Nothing else reaches it: a recording of these is all of it. */
export type Input =
  /** A row of the market as the source gave it; its `at` is the stamp. */
  | { readonly kind: 'market'; readonly event: MarketEvent; readonly origin?: Origin }
  /** An alarm of the wall clock went off: what is due up to its stamp happens now. */
  | { readonly kind: 'wake' }
  /** A person said something. */
  | ({ readonly kind: 'operator'; readonly command: OperatorCommand } & By)
  /** A broker outside of this process said something. */
  | { readonly kind: 'broker'; readonly event: OutsideEvent }
  /** The disk took what was written again, or refused it: while it does, nothing may add risk. */
  | { readonly kind: 'storage'; readonly healthy: boolean; readonly detail: string }
  /**
   * The process came up, or begins anew after it went down; of a topic that is followed it says from which
   * offset of each partition on.
   */
  | { readonly kind: 'start'; readonly offsets?: Offsets }
  /** The process goes down in order; `ended`: because its source did. */
  | { readonly kind: 'stop'; readonly orders: 'keep' | 'cancel'; readonly ended: boolean };

/** Where in a topic a row stood: by it no row is taken twice, however often its topic is taken up again. */
export interface Origin {
  readonly partition: number;
  readonly offset: number;
  /** Which of the rows of its record, from 0. */
  readonly row: number;
  /** No row of the partition before this offset is still to come. */
  readonly settled: number;
}

/** By partition an offset. */
export type Offsets = Readonly<Record<number, number>>;

/** An input as it passed the door. */
export interface Stamped {
  /** Its place among all inputs of the run, from 1, without a hole. */
  readonly serial: number;
  /** When the engine was told: epoch milliseconds, never falling. */
  readonly at: number;
  readonly input: Input;
}
