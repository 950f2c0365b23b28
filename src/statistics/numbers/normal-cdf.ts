/** Beyond this the density is below what a double can add to 1. */
const FAR = 8.5;

/**
 * The probability that a standard normal variable is below `x`, to about 15 digits.
 *
 * The series x + x^3/3 + x^5/(3 5) + … times the density, plus 1/2: G. Marsaglia, "Evaluating the Normal
 * Distribution", Journal of Statistical Software 11 (2004).
 */
export const normalCdf = (x: number): number => {
  if (Math.abs(x) > FAR) return x > 0 ? 1 : 0;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * Number.EPSILON; odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
};
