import type { AssetClass } from '../../../domain/instrument.js';

/** What an order has traded so far: units, money, and the mean price of a unit. */
export interface Traded {
  readonly quantity: number;
  readonly value: number;
  readonly price: number;
}

/**
 * What Interactive Brokers' fixed pricing asks for an order, by what it has traded so far: a further fill
 * costs the difference, so that minimum and maximum hold once an order and not once a fill.
 *
 * - Shares and ETFs: 0.005 a share, at least 1.00 an order, at most `maxPct` percent of the value; where
 *   that maximum is below the minimum, the maximum is charged.
 * - Forex: 0.2 basis points, at least 2.00. Crypto: 0.18 %, at least 1.75, the same maximum.
 * - Options: 0.25, 0.50 or 0.65 a contract by the premium (0.05 and 0.10 are the steps), at least 1.00.
 * - Futures: 0.85 a contract; exchange fees are not in it.
 *
 * Source: interactivebrokers.com, "Commissions", fixed pricing, United States (options: the first tier), as
 * stored between 22 May 2024 and 13 May 2025; its example: 1,000 shares at 0.25 cost 2.50. What exchanges and
 * regulators ask on top is not in it.
 */
export const ibkrFixed = (assetClass: AssetClass, traded: Traded, maxPct: number): number => {
  const { quantity, value, price } = traded;
  if (quantity === 0) return 0;
  const most = (value * maxPct) / 100;
  switch (assetClass) {
    case 'equity':
    case 'etf':
    case 'index':
      return Math.min(most, Math.max(1, quantity * 0.005));
    case 'forex':
      return Math.max(2, value * 0.000_02);
    case 'crypto':
      return Math.min(most, Math.max(1.75, value * 0.001_8));
    case 'option':
      return Math.max(1, quantity * contractRate(price));
    case 'future':
      return quantity * 0.85;
  }
};

const contractRate = (premium: number): number => {
  if (premium < 0.05) return 0.25;
  return premium < 0.1 ? 0.5 : 0.65;
};
