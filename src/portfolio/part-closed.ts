import { isDust } from './is-dust.js';

/** How many units of a lot are closed by units of the other side, signed as the lot: no more than come. */
export const partClosed = (held: number, coming: number): number => {
  const isLess = Math.abs(coming) < Math.abs(held) && !isDust(held + coming, held);
  return isLess ? -coming : held;
};
