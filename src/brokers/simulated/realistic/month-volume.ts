import type { AssetClass } from '../../../domain/instrument.js';
import { isoText } from '../../../domain/iso-text.js';
import { monthlyVolume } from '../laws/ibkr-tiered.js';

interface Amount {
  readonly quantity: number;
  readonly value: number;
}

/** What all pipelines together have traded in a calendar month (UTC), by asset class: what tiers count by. */
export class MonthVolume {
  readonly #volumes = new Map<AssetClass, number>();
  #month = '';

  /** A fill counts. */
  add(assetClass: AssetClass, { at, ...amount }: Amount & { readonly at: number }): void {
    this.#turnTo(at);
    const before = this.#volumes.get(assetClass) ?? 0;
    this.#volumes.set(assetClass, before + monthlyVolume(assetClass, amount));
  }

  /** The volume of the month at an instant without what an order has added to it by itself. */
  before(assetClass: AssetClass, { at, own }: { readonly at: number; readonly own: Amount }): number {
    this.#turnTo(at);
    const all = this.#volumes.get(assetClass) ?? 0;
    // An order may have begun in the month before.
    return Math.max(0, all - monthlyVolume(assetClass, own));
  }

  #turnTo(at: number): void {
    const month = isoText(at).slice(0, 7);
    if (month !== this.#month) this.#volumes.clear();
    this.#month = month;
  }
}
