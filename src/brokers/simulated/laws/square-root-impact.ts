/**
 * The price gives way with the square root of the share of the volume, in units of its own volatility:
 * coefficient x sigma x sqrt(share). Volume and volatility are of the same length of time, whichever: both
 * grow with it so that their lengths cancel. Nothing while either is unknown.
 *
 * Source: N. Torre and M. Ferrari, "BARRA Market Impact Model Handbook" (1997); B. Tóth et al., "Anomalous
 * Price Impact and the Critical Nature of Liquidity in Financial Markets", Physical Review X 1 (2011), where
 * the coefficient is of order one.
 */
export const squareRootImpact = (
  { share, sigma }: { readonly share: number | null; readonly sigma: number | null },
  coefficient: number,
): number => (share === null || sigma === null ? 0 : coefficient * sigma * Math.sqrt(share));
