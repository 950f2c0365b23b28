/** Rounds down to the grid of quantities, forgiving the noise of float64. */
export const wholeLots = (quantity: number, lotSize: number): number => {
  const lots = quantity / lotSize;
  const nearest = Math.round(lots);
  const whole = Math.abs(lots - nearest) < 1e-9 * Math.max(1, nearest) ? nearest : Math.floor(lots);
  return Number((whole * lotSize).toPrecision(12));
};
