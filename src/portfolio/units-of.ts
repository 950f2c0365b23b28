import type { Lot } from '../domain/lot.js';
import { withoutNoise } from './without-noise.js';

/** How many units of a symbol lots hold, signed. */
export const unitsOf = (lots: readonly Lot[], symbol: string): number =>
  withoutNoise(lots.reduce((sum, lot) => (lot.symbol === symbol ? sum + lot.quantity : sum), 0));
