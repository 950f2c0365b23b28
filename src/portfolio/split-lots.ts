import type { Lot } from '../domain/lot.js';
import { withoutNoise } from './without-noise.js';

/** Lots after a split of a symbol: so many new units for an old one, each paid with so much less. */
export const splitLots = (lots: readonly Lot[], symbol: string, value: number): Lot[] =>
  lots.map((lot) => {
    if (lot.symbol !== symbol) return lot;
    return { ...lot, quantity: withoutNoise(lot.quantity * value), entryPrice: lot.entryPrice / value };
  });
