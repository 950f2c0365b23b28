/**
 * The price gives way with the square of the share of the volume that an order takes: coefficient x share².
 * Nothing where the volume is unknown.
 *
 * Source: the volume-share slippage model of Zipline, whose coefficient (`price_impact`) is 0.1.
 */
export const volumeShareImpact = (
  { share }: { readonly share: number | null },
  coefficient: number,
): number => (share === null ? 0 : coefficient * share * share);
