import type { OrderState } from '../../domain/order.js';
import type { OrderFate } from '../../domain/outside-view.js';

/** What is known of an order. */
export interface OrderEvidence {
  /** Where the journal has it: `pending` as long as the broker never said a word of it. */
  readonly state: OrderState;
  /** The first and the newest of the snapshots in a row that do not have it at work; null: the newest has. */
  readonly absent: { readonly since: number; readonly until: number } | null;
  /** Whether what the broker holds of its symbol is what the journal says. */
  readonly agrees: boolean;
}

/**
 * The fate of an order: a pure function of the journal and the snapshots. One snapshot proves nothing, since
 * order and snapshot may have crossed; two that are far enough apart do. An order that has left the broker
 * is unknown where the positions differ: it may have filled, and no fill is invented.
 */
export const orderFate = ({ state, absent, agrees }: OrderEvidence, absentGraceMs: number): OrderFate => {
  if (state === 'filled') return 'filled';
  if (state === 'cancelled' || state === 'rejected' || state === 'expired') return 'done';
  const isHeard = state !== 'pending';
  const isGone = absent !== null && absent.until - absent.since >= absentGraceMs;
  if (!isGone) return isHeard ? 'working' : 'in-flight';
  if (!agrees) return 'unknown';
  return isHeard ? 'done' : 'never-arrived';
};
