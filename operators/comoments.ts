/** What a set of pairs says about means, variances and the covariance. */
export interface Comoments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  /** Sums over the pairs of (x - meanX)², (y - meanY)² and (x - meanX)(y - meanY). */
  readonly squaresX: number;
  readonly squaresY: number;
  readonly products: number;
}

/** The comoments of one pair. */
export const comomentsOf = (x: number, y: number): Comoments => ({
  count: 1,
  meanX: x,
  meanY: y,
  squaresX: 0,
  squaresY: 0,
  products: 0,
});

/**
 * The comoments of two sets together (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm
 * for computing sample variances", 1979). Equal values have a mean of exactly that value and no squares at
 * all, and squares never fall below 0.
 */
export const mergeComoments = (a: Comoments, b: Comoments): Comoments => {
  const count = a.count + b.count;
  const share = b.count / count;
  const byX = b.meanX - a.meanX;
  const byY = b.meanY - a.meanY;
  const weight = a.count * share;
  return {
    count,
    meanX: a.meanX + byX * share,
    meanY: a.meanY + byY * share,
    squaresX: a.squaresX + b.squaresX + byX * byX * weight,
    squaresY: a.squaresY + b.squaresY + byY * byY * weight,
    products: a.products + b.products + byX * byY * weight,
  };
};
