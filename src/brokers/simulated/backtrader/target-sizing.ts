import type { TargetSizing } from '../../../risk/risk-context.js';
import type { BrokerSettings } from '../broker-settings.js';
import { costOf, schemeOf, valueOf } from './scheme.js';
import { termsOf } from './terms.js';

/**
 * How a target in money becomes units: whole ones that what is missing pays for, so that the rounding is
 * toward what is held. A future counts with its margin, long or short.
 *
 * Source: backtrader 1.9.78.123, `Strategy.order_target_value` and `CommInfoBase.getsize`.
 */
export const targetSizing = (settings: BrokerSettings): TargetSizing => {
  const terms = termsOf(settings);
  return ({ money, held, price, instrument }) => {
    if (money === 0) return 0;
    const scheme = schemeOf(terms, instrument);
    if (!terms.shortCash && !scheme.isFuture && held < 0) {
      const what = 'a target in money while shares are sold short without broker.shortCash';
      return { code: 'RULES_UNSUPPORTED', facts: { rules: 'backtrader', what } };
    }
    const missing = money - valueOf(scheme, held, price);
    const cost = costOf(scheme, 1, price);
    const budget = Math.abs(missing);
    // The exact number of times the cost goes into the budget; a rounded quotient could be one too many.
    const units = Math.trunc(terms.leverage * Math.round((budget - (budget % cost)) / cost));
    return missing > 0 ? held + units : held - units;
  };
};
