import type { Side } from './order.js';

/** An execution. Its serial is its identity; a lot that it opens is named after it. */
export interface FillBody {
  readonly order: string;
  readonly key: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: number;
  readonly commission: number;
  readonly currency: string;
  /** The venue's time: at the open a bar's start, else its end. */
  readonly happenedAt: number;
  /** How it meets the position: nets first in first out, opens a new lot, or closes the lot named. */
  readonly effect: 'net' | 'open' | 'close';
  /** The lot it closes (`close`), else null. */
  readonly lot: string | null;
  /** Commission of the entry that the rule set counts to the closed part; null: in proportion. */
  readonly entryCommission: number | null;
  /** The pipeline's own bar of this symbol in which it happened, from 0; null where it has none. */
  readonly bar: number | null;
  readonly because: string;
  /** Nothing of the order is left. */
  readonly complete: boolean;
  /** The identity a broker outside gave it, which books it once; absent where the broker is simulated. */
  readonly execution?: string;
}
