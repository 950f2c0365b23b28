import type { Side } from '../../../domain/order.js';

/** What an order has traded, and what the broker itself asked for it. */
export interface Handed {
  readonly side: Side;
  readonly quantity: number;
  readonly value: number;
  readonly price: number;
  readonly commission: number;
}

/** The SEC's fee on the value of sales: 27.80 in a million. */
const SEC_RATE = 0.000_027_8;

/**
 * What others than the broker ask for American shares under tiered pricing, everything counted as taking
 * liquidity from a book:
 *
 * - exchange: 0.003 a share, 0.3 % of the value below a price of 1; NYSE and FINRA 0.0175 % and 0.056 % of
 *   the commission;
 * - clearing (NSCC, DTC): 0.0002 a share, at most 0.5 % of the value;
 * - regulators: SEC 0.00278 % of sales, FINRA 0.000166 a share sold (at most 8.30) and 0.000072 a share for
 *   the audit trail.
 *
 * Source: interactivebrokers.co.uk, "Commissions Stocks", third party fees, as stored between 22 May 2024 and
 * 13 May 2025, when the SEC's fee was that.
 */
export const shareThirdParties = ({ side, quantity, value, price, commission }: Handed): number => {
  const exchange = price < 1 ? value * 0.003 : quantity * 0.003;
  const passedThrough = commission * (0.000_175 + 0.000_56);
  const clearing = Math.min(quantity * 0.000_2, value * 0.005);
  const sale = side === 'sell' ? value * SEC_RATE + Math.min(8.3, quantity * 0.000_166) : 0;
  return exchange + passedThrough + clearing + sale + quantity * 0.000_072;
};

/**
 * What others than the broker ask for American options: regulators 0.01915 a contract (ORF) and 0.0048
 * (audit trail), SEC 0.00278 % of sales and FINRA 0.00279 a contract sold, clearing (OCC) 0.02 a contract, at
 * most 55. Exchange fees depend on the venue and are not in it.
 *
 * Source: interactivebrokers.ca, "Commissions Options", third party fees, as stored between 22 May 2024 and
 * 13 May 2025.
 */
export const optionThirdParties = ({ side, quantity, value }: Handed): number => {
  const sale = side === 'sell' ? value * SEC_RATE + quantity * 0.002_79 : 0;
  return quantity * (0.019_15 + 0.004_8) + sale + Math.min(55, quantity * 0.02);
};
