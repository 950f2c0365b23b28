/** The most of a bar's volume that orders here may be, all together. */
const VOLUME_LIMIT = 0.025;

/** How far a trade of a bar's whole volume would move its price. */
const IMPACT = 0.1;

/** What a row of the market can still give, shared by all orders that meet it. */
export class Liquidity {
  #taken = 0;

  /**
   * @param limit The most that can be had of it; null: unknown, and so not limited.
   * @param volume What the share of an impact is counted of; null: there is no impact.
   */
  constructor(
    readonly limit: number | null,
    readonly volume: number | null,
  ) {}

  /** What is left, in whole lots. */
  left(lotSize: number): number {
    if (this.limit === null) return Number.POSITIVE_INFINITY;
    return wholeLots(Math.max(0, this.limit - this.#taken), lotSize);
  }

  /**
   * How far (a rate) the price gives way when so much more is taken: 0.1 times the square of
   * the share by then.
   */
  impactOf(quantity: number): number {
    if (this.volume === null || this.volume === 0) return 0;
    const share = (this.#taken + quantity) / this.volume;
    return IMPACT * share * share;
  }

  take(quantity: number): void {
    this.#taken += quantity;
  }
}

/**
 * A bar gives at most 2.5 % of its volume, at a price that gives way with the square of the share.
 *
 * Source: the volume-share slippage model of Zipline (volume_limit 0.025, price_impact 0.1).
 */
export const barLiquidity = (volume: number | null): Liquidity =>
  new Liquidity(volume === null ? null : volume * VOLUME_LIMIT, volume);

/** A quote or a trade gives what it displays, at its price. */
export const displayedLiquidity = (size: number | null): Liquidity => new Liquidity(size, null);

/** Rounds down to the grid of quantities, forgiving the noise of float64. */
export const wholeLots = (quantity: number, lotSize: number): number => {
  const lots = quantity / lotSize;
  const nearest = Math.round(lots);
  const whole = Math.abs(lots - nearest) < 1e-9 * Math.max(1, nearest) ? nearest : Math.floor(lots);
  return Number((whole * lotSize).toPrecision(12));
};
