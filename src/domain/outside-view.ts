import type { Outcome } from './journal.js';

/** A reason for which no new risk passes. */
export interface Freeze extends Outcome {
  /** What it is about, such as one order; a reason is lifted by the same name. */
  readonly name: string;
  /** Null: all symbols. */
  readonly symbol: string | null;
  readonly since: number;
}

/** What three parties hold of a symbol to be so. */
export interface PositionSeen {
  readonly symbol: string;
  /** By the fold of the journal. */
  readonly journal: number;
  /** By the executions that the engine counted. */
  readonly engine: number;
  readonly broker: number;
  /** The engine's time of the first snapshot with this difference; null: all three agree. */
  readonly since: number | null;
  /** A second snapshot had it too, unchanged by what executed between. */
  readonly isDrift: boolean;
}

/** A position that journal and broker do not agree on, by what was told until now. */
export type Disputed = Pick<PositionSeen, 'journal' | 'broker'>;

/** What an order has come to, as far as journal and broker say. */
export type OrderFate = 'in-flight' | 'working' | 'filled' | 'done' | 'never-arrived' | 'unknown';
