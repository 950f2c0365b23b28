import { wholeLots } from '../../../domain/whole-lots.js';

/** The most of a bar's volume that orders here may be, all together. */
const VOLUME_LIMIT = 0.025;

/** How far (a rate) a price gives way to who has taken a share of the volume; null: unknown, or none. */
export type Impact = (share: number | null) => number;

/** What a row of the market can still give, shared by all orders that meet it. */
export class Liquidity {
  #taken = 0;

  /**
   * @param limit The most that can be had of it; null: unknown, and so not limited.
   * @param volume What the share of an impact is counted of; null: nobody knows.
   */
  constructor(
    readonly limit: number | null,
    readonly volume: number | null,
    readonly impact: Impact,
  ) {}

  /** What is left, in whole lots. */
  left(lotSize: number): number {
    if (this.limit === null) return Number.POSITIVE_INFINITY;
    return wholeLots(Math.max(0, this.limit - this.#taken), lotSize);
  }

  /** How far (a rate) the price gives way when so much more is taken. */
  impactOf(quantity: number): number {
    if (this.volume === null || this.volume === 0) return this.impact(null);
    return this.impact((this.#taken + quantity) / this.volume);
  }

  take(quantity: number): void {
    this.#taken += quantity;
  }
}

/**
 * A bar gives at most 2.5 % of its volume.
 *
 * Source: the volume-share slippage model of Zipline (volume_limit 0.025).
 */
export const barLiquidity = (volume: number | null, impact: Impact): Liquidity =>
  new Liquidity(volume === null ? null : volume * VOLUME_LIMIT, volume, impact);

/** A quote or a trade gives what it displays; of how much that is a share nobody knows. */
export const displayedLiquidity = (size: number | null, impact: Impact): Liquidity =>
  new Liquidity(size, null, impact);
