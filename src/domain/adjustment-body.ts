/**
 * What a fill did not say and is booked later: never an execution, always with its cause. Units and money are
 * differences to what was booked before.
 */
export interface AdjustmentBody {
  /** The broker corrected an execution, told its fee late, or a person accepted what the broker holds. */
  readonly reason: 'correction' | 'fee' | 'accepted';
  readonly order: string | null;
  /** The broker's identity of the execution it is about, or of the one that replaces another. */
  readonly execution: string | null;
  /** Signed units. */
  readonly quantity: number;
  /** What a unit is booked at; 0 where no unit is. */
  readonly price: number;
  /** Money that comes (or goes, below 0) besides what the units are worth, in the currency. */
  readonly money: number;
  readonly currency: string;
  readonly happenedAt: number;
  /** The person, where one said so. */
  readonly who: string | null;
  readonly why: string;
}
