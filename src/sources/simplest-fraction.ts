/**
 * The fraction with the smallest denominator between two numbers above 0, both included: 7 between 6.99 and
 * 7.01, 3/2 between 1.499 and 1.5004.
 *
 * It goes down the Stern-Brocot tree, by whole parts as a continued fraction does.
 */
export const simplestFraction = (low: number, high: number): number => {
  const [numerator, denominator] = within(low, high);
  return numerator / denominator;
};

const within = (low: number, high: number): readonly [numerator: number, denominator: number] => {
  const whole = Math.ceil(low);
  if (whole <= high) return [whole, 1];
  // Both lie between the same whole numbers: what is beyond it, upside down, is a simpler question.
  const below = Math.floor(low);
  const [denominator, numerator] = within(1 / (high - below), 1 / (low - below));
  return [below * denominator + numerator, denominator];
};
