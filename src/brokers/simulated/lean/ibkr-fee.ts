import type { Instrument } from '../../../domain/instrument.js';
import { ibkrFixed } from '../laws/ibkr-fixed.js';
import { ibkrFutures } from '../laws/ibkr-futures.js';

/** An order as far as its fee goes: units, and the price of one. */
export interface Charged {
  readonly quantity: number;
  readonly price: number;
}

/** American venues of futures: an option listed at one of them is one on a future. */
const FUTURES_VENUES: ReadonlySet<string> = new Set([
  'CME',
  'CBOT',
  'NYMEX',
  'COMEX',
  'CFE',
  'ICE',
  'GLOBEX',
]);

/** The least that a contract for difference costs, by currency. */
const CFD_LEAST: ReadonlyMap<string, number> = new Map([
  ['JPY', 40],
  ['HKD', 10],
]);

/**
 * What LEAN's model of Interactive Brokers' fees asks for an order, in the instrument's currency, by the
 * first tier of every month.
 *
 * - Shares: 0.005 each; 1 where that is less, 0.5 % of the value where that is less than it.
 * - Futures and options on them: the broker's part, the exchange's and 0.02 a contract (`ibkrFutures`). In
 *   Hong Kong 30 and 10 for the Hang Seng, 20 and half as much again for others; in Korea 0.4 basis points.
 * - An index, which trades as a contract for difference: 0.2 basis points of the value, at least 1 (40 in
 *   yen, 10 in Hong Kong dollars).
 * - Options, forex and crypto: Interactive Brokers' own price list (`ibkrFixed`).
 *
 * Source: LEAN, commit 2486390, `InteractiveBrokersFeeModel`. That commit's cap is 0.5 %; the price list of
 * the broker says 1 %, and charges the cap where it is below the minimum.
 */
export const ibkrFee = (
  instrument: Pick<Instrument, 'assetClass' | 'symbol' | 'venue' | 'currency' | 'multiplier'>,
  { quantity, price }: Charged,
): number => {
  const { assetClass, symbol, venue, currency, multiplier } = instrument;
  const value = quantity * price * multiplier;
  if (quantity === 0) return 0;
  switch (assetClass) {
    case 'equity':
    case 'etf':
      return sharesFee(quantity, value);
    case 'index':
      return Math.max(value * 0.000_02, CFD_LEAST.get(currency) ?? 1);
    case 'future':
      if (currency === 'HKD') return quantity * (symbol.startsWith('HSI') ? 30 + 10 : 20 * 1.5);
      return currency === 'KRW' ? value * 0.000_04 : quantity * perContract(symbol, false);
    case 'option':
      if (FUTURES_VENUES.has(venue ?? '')) return quantity * perContract(symbol, true);
      return ibkrFixed(assetClass, { quantity, price, value }, 1);
    case 'forex':
    case 'crypto':
      return ibkrFixed(assetClass, { quantity, price, value }, 1);
  }
};

const sharesFee = (quantity: number, value: number): number => {
  const fee = quantity * 0.005;
  return fee < 1 ? 1 : Math.min(fee, value * 0.005);
};

const perContract = (symbol: string, isOption: boolean): number => {
  const { broker, exchange, regulatory } = ibkrFutures(symbol, isOption);
  return broker[0] + exchange + regulatory;
};
