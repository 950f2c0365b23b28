import type { RiskContext } from './risk-context.js';

/**
 * What a person's own close is decided by. It only makes positions smaller, and limits that are made for the
 * new orders of pipelines must not keep anybody in; an order outside of the session he may still not want.
 */
export const closingContext = (context: RiskContext): RiskContext => ({
  ...context,
  limits: {
    ...context.limits,
    maxOrderQuantity: null,
    maxOrderNotional: null,
    maxPositionQuantity: null,
    maxGrossNotional: null,
    maxNetNotional: null,
    maxOpenOrders: null,
    maxOrdersPerMinute: null,
    collarBps: null,
    symbols: null,
  },
});
