import type { CorporateAction } from './market-event.js';

/** A split or a dividend as it was booked, the same for every account that holds the symbol. */
export interface ActionBody extends Pick<CorporateAction, 'action' | 'value' | 'happenedAt'> {
  /** The newest price as it stands after it: parts of a lot are paid out at it; null where none is known. */
  readonly price: number | null;
}
