import type { MarketEvent } from '../../../domain/market-event.js';

/** A row of a topic, or why there is none, and where it stood. */
export interface Followed {
  /** What happened; null where it is a gap, which has no time of its own. */
  readonly event: MarketEvent | null;
  /** Why there is no event. */
  readonly gap: string;
  /** Whose gap it is: empty where nobody knows, null where it may be anyone's. */
  readonly whose: string | null;
  readonly partition: number;
  /** -1 where it is no record's. */
  readonly offset: number;
  /** Which of the rows of its record, from 0. */
  readonly row: number;
  /** Its number among those of its topic: what tells rows of one stream and instant apart. */
  readonly sequence: number;
}
