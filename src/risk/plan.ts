import type { TargetIntent } from '../domain/intent.js';
import type { Outcome } from '../domain/journal.js';
import type { Command } from '../domain/order.js';

/** What a target was sized to, and whether its remainder waits for a cancel. */
export interface TargetOutcome {
  readonly quantity: number | null;
  readonly waiting: boolean;
}

/** What an intent would need, before any limit is asked. */
export type Plan =
  | { readonly commands: readonly Command[]; readonly target?: TargetOutcome }
  | { readonly refused: Outcome };

/** A target that has become units. */
export interface SizedTarget {
  readonly intent: TargetIntent;
  readonly pipeline: string;
  readonly quantity: number;
}
