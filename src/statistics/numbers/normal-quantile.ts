import { normalCdf } from './normal-cdf.js';

/** Where `normalCdf` has reached 0 and 1. */
const FAR = 8.5;

/**
 * The number below which a standard normal variable lies with a probability: the inverse of `normalCdf`.
 *
 * By halving, until the halves are equal numbers; as exact as a probability that near to 1 can be told.
 *
 * @param probability From 0 to 1, where it is infinite; NaN outside.
 */
export const normalQuantile = (probability: number): number => {
  if (!(probability > 0 && probability < 1))
    return [-Infinity, Infinity][[0, 1].indexOf(probability)] ?? Number.NaN;
  let [low, high] = [-FAR, FAR];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
};
