import type { PortfolioView } from '../../domain/portfolio-view.js';

/** The entries that placed the orders of which anything is known. */
export class PlacingEntries {
  readonly #serials = new Map<string, number>();
  #sweepAt = SWEEP_MIN;

  constructor(private readonly portfolio: Pick<PortfolioView, 'isForgotten'>) {}

  set(order: string, serial: number): void {
    this.#serials.set(order, serial);
    if (this.#serials.size < this.#sweepAt) return;
    for (const id of this.#serials.keys()) if (this.portfolio.isForgotten(id)) this.#serials.delete(id);
    this.#sweepAt = 2 * this.#serials.size + SWEEP_MIN;
  }

  of(order: string): number | undefined {
    return this.#serials.get(order);
  }
}

/** Fewer are not gone through. */
const SWEEP_MIN = 1_000;
