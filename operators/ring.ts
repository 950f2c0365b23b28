/**
 * Keeps the last `span` numbers. Each call takes one in and gives all of them, in no order: the same array
 * every time, zeros where nothing came yet.
 */
export const ringOf = (span: number): ((value: number) => Float64Array) => {
  const ring = new Float64Array(span);
  let at = 0;
  return (value) => {
    ring[at] = value;
    at = at + 1 === span ? 0 : at + 1;
    return ring;
  };
};

/**
 * The mean of some numbers. Measured from one of them, equal numbers have a mean of exactly that number, and
 * big ones lose no digits.
 */
export const meanOf = (values: Float64Array): number => {
  const base = values[0] ?? 0;
  let sum = 0;
  for (const value of values) sum += value - base;
  return base + sum / values.length;
};
