import type { OutsideExecution } from '../../domain/outside-event.js';

/** What is still to be booked of what the broker told. */
export type Booking =
  | { readonly kind: 'fill'; readonly told: OutsideExecution; readonly commission: number }
  | Change
  /** The same identity was told with other values: nothing of it can be believed. */
  | { readonly kind: 'contradiction'; readonly told: OutsideExecution };

/** What is booked already is to be another thing. */
export interface Change {
  readonly kind: 'change';
  readonly order: string;
  readonly symbol: string;
  readonly execution: string;
  /** Signed units more than were booked, at a price. */
  readonly units: number;
  readonly price: number;
  /** Money per unit of the multiplier by which the booked units were booked wrong. */
  readonly points: number;
  /** Commission more than was booked. */
  readonly cost: number;
}
