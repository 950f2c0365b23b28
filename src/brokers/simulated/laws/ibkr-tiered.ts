import type { AssetClass, Instrument } from '../../../domain/instrument.js';
import type { Side } from '../../../domain/order.js';
import type { Traded } from './ibkr-fixed.js';
import { ibkrFutures } from './ibkr-futures.js';
import { optionThirdParties, shareThirdParties } from './ibkr-third-parties.js';
import { type Tier, tierAt, tieredCost } from './monthly-tiers.js';

/** An order by what it has traded so far, and the month it was traded in. */
export interface MonthlyTraded {
  readonly instrument: Pick<Instrument, 'assetClass' | 'symbol'>;
  readonly side: Side;
  readonly traded: Traded;
  /** What the account traded before in this calendar month, as `monthlyVolume` counts it. */
  readonly before: number;
  /** The most that the commission on shares and crypto may be, in percent of the value. */
  readonly maxPct: number;
}

const END = Number.POSITIVE_INFINITY;
const SHARES: readonly Tier[] = [
  [300_000, 0.003_5],
  [3_000_000, 0.002],
  [20_000_000, 0.001_5],
  [100_000_000, 0.001],
  [END, 0.000_5],
];
const FOREX: readonly Tier[] = [
  [1e9, 0.000_02],
  [2e9, 0.000_015],
  [5e9, 0.000_01],
  [END, 0.000_008],
];
const FOREX_LEAST = [2, 1.5, 1.25, 1] as const;
const CRYPTO: readonly Tier[] = [
  [1e5, 0.001_8],
  [1e6, 0.001_5],
  [END, 0.001_2],
];

/**
 * What Interactive Brokers' tiered pricing asks for an order, by what it has traded so far and what was
 * traded before it in the month; what venues, clearing and regulators ask is on top, as that pricing has it.
 *
 * - Shares and ETFs: 0.0035 a share falling to 0.0005, at least 0.35 an order, at most `maxPct` percent of
 *   the value; where that maximum is below the minimum, the maximum is charged.
 * - Options: by premium (0.05 and 0.10 are the steps) 0.25, 0.50 or 0.65 a contract, falling to 0.15, at
 *   least 1.00.
 * - Futures: 0.85 a contract falling to 0.25, less for the small ones (`ibkrFutures`).
 * - Forex: 0.20 basis points falling to 0.08, at least 2.00 falling to 1.00. Crypto: 0.18 % falling to
 *   0.12 %, at least 1.75, the same maximum.
 *
 * Source: interactivebrokers.com, "Commissions", tiered pricing, United States, as stored between 22 May 2024
 * and 13 May 2025.
 */
export const ibkrTiered = (order: MonthlyTraded): number => {
  const { instrument, side, traded, before, maxPct } = order;
  const { quantity, value, price } = traded;
  if (quantity === 0) return 0;
  const most = (value * maxPct) / 100;
  switch (instrument.assetClass) {
    case 'equity':
    case 'etf':
    case 'index': {
      const commission = Math.min(most, Math.max(0.35, tieredCost(SHARES, before, quantity)));
      return commission + shareThirdParties({ side, quantity, value, price, commission });
    }
    case 'option': {
      const commission = Math.max(1, tieredCost(optionTiers(price), before, quantity));
      return commission + optionThirdParties({ side, quantity, value, price, commission });
    }
    case 'future':
      return futures(instrument.symbol, before, quantity);
    case 'forex':
      return Math.max(FOREX_LEAST[tierAt(FOREX, before)] ?? 1, tieredCost(FOREX, before, value));
    case 'crypto':
      return Math.min(most, Math.max(1.75, tieredCost(CRYPTO, before, value)));
  }
};

/** What a trade adds to the volume of its month: money in forex and crypto, units in all else. */
export const monthlyVolume = (
  assetClass: AssetClass,
  { quantity, value }: Pick<Traded, 'quantity' | 'value'>,
): number => (assetClass === 'forex' || assetClass === 'crypto' ? value : quantity);

const futures = (symbol: string, before: number, quantity: number): number => {
  const { broker, exchange, regulatory } = ibkrFutures(symbol, false);
  const tiers: readonly Tier[] = [
    [1_000, broker[0]],
    [10_000, broker[1]],
    [20_000, broker[2]],
    [END, broker[3]],
  ];
  return tieredCost(tiers, before, quantity) + quantity * (exchange + regulatory);
};

const optionTiers = (premium: number): readonly Tier[] => [
  [10_000, premium < 0.05 ? 0.25 : premium < 0.1 ? 0.5 : 0.65],
  [50_000, premium < 0.05 ? 0.25 : 0.5],
  [100_000, 0.25],
  [END, 0.15],
];
