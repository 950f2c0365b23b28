/** Rounds down to the grid of quantities, forgiving the noise of float64. */
export const wholeLots = (quantity: number, lotSize: number): number => {
  const lots = quantity / lotSize;
  const nearest = Math.round(lots);
  const whole = Math.abs(lots - nearest) < 1e-9 * Math.max(1, nearest) ? nearest : Math.floor(lots);
  const units = whole * lotSize;
  // Only parts of a unit come with noise. A text of the number, to cut it off, takes longer than the rest.
  return Number.isInteger(units) ? units : Number(units.toPrecision(12));
};
