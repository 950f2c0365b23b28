import type { Lot } from '../domain/lot.js';
import { withoutNoise } from './without-noise.js';

/** How many units lots hold, signed. */
export const unitsOf = (lots: readonly Lot[]): number => {
  let units = 0;
  for (const lot of lots) units += lot.quantity;
  return withoutNoise(units);
};
