/**
 * The sum of numbers rounded once, at the end: what Python's `math.fsum` gives.
 *
 * Keeps the sum as parts that do not overlap, so that nothing is lost on the way (J. Shewchuk, 1997,
 * "Adaptive Precision Floating-Point Arithmetic", figure 6).
 */
export const exactSum = (values: readonly number[]): number => {
  let parts: number[] = [];
  for (const value of values) {
    let high = value;
    const lows: number[] = [];
    for (const part of parts) {
      const [sum, lost] = twoSum(high, part);
      if (lost !== 0) lows.push(lost);
      high = sum;
    }
    parts = [...lows, high];
  }
  return rounded(parts);
};

/** The mean as Python's `math.fsum` divided by the count; NaN of nothing. */
export const exactMean = (values: readonly number[]): number => exactSum(values) / values.length;

/** A sum and what its rounding lost. */
const twoSum = (a: number, b: number): readonly [sum: number, lost: number] => {
  const sum = a + b;
  const rest = sum - a;
  return [sum, a - (sum - rest) + (b - rest)];
};

/** Parts from the smallest to the largest, added up from the top; a tie is broken by what lies below it. */
const rounded = (parts: readonly number[]): number => {
  let high = 0;
  let lost = 0;
  let place = parts.length;
  while (place > 0 && lost === 0) {
    place -= 1;
    [high, lost] = twoSum(high, parts[place] ?? 0);
  }
  const below = parts[place - 1] ?? 0;
  if (lost < 0 === below < 0 && lost !== 0 && below !== 0) {
    const doubled = high + 2 * lost;
    if (doubled - high === 2 * lost) return doubled;
  }
  return high;
};
