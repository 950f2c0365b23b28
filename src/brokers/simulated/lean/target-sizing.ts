import { wholeLots } from '../../../domain/whole-lots.js';
import type { TargetSizing } from '../../../risk/risk-context.js';
import type { BrokerSettings } from '../broker-settings.js';
import { ibkrFee } from './ibkr-fee.js';

/** Of the equity this part is left alone (`Settings.FreePortfolioValuePercentage`). */
const FREE = 0.002_5;

/** A change that ties up less than this part of the equity is not worth an order. */
const LEAST_CHANGE = 0.001;

/** Sums of float64 may stray by this part of them, where that engine's decimals do not. */
const NOISE = 1e-12;

/**
 * How a target in money becomes units: as many whole lots as its part of the equity pays for, a buffer of
 * 0.25 % and the order's own fee left out of it. The fee is known only with the size, so the size is taken
 * anew until it fits. A future counts with its margin.
 *
 * Source: LEAN, commit 2486390, `QCAlgorithm.SetHoldings`, `PortfolioTarget.Percent` and
 * `BuyingPowerModel.GetMaximumOrderQuantityForTargetBuyingPower`.
 */
export const targetSizing =
  ({ marginRatio }: BrokerSettings): TargetSizing =>
  ({ money, equity, held, price, instrument }) => {
    if (money === 0 || equity <= 0) return 0;
    const { margin, multiplier, lotSize } = instrument;
    const unit = margin === null ? price * multiplier : margin.initial;
    const part = (money / equity) * (1 - FREE);
    let target = part * equity;
    const change = Math.abs(target - held * unit) * (margin === null ? marginRatio : 1);
    if (change < equity * LEAST_CHANGE) return held;
    for (;;) {
      const size = wholeLots(Math.abs(target) / unit, lotSize);
      const units = target < 0 ? 0 - size : size;
      if (units === held) return held;
      const fee = ibkrFee(instrument, { quantity: Math.abs(units - held), price });
      target = part * (equity - fee);
      if (size * unit <= Math.abs(target) * (1 + NOISE)) return units;
    }
  };
