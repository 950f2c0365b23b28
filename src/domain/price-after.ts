import type { CorporateAction } from './market-event.js';

/**
 * What a price before a split or a dividend is after it: divided by the split, less the dividend. One that a
 * dividend would eat up stays as it was: what the next row says is nearer than 0.
 */
export const priceAfter = (
  price: number,
  { action, value }: Pick<CorporateAction, 'action' | 'value'>,
): number => {
  if (action === 'split') return price / value;
  return price > value ? price - value : price;
};
