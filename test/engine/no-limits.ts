import type { Limits } from '../../src/risk/limits.js';

/** No limit at all. */
export const NO_LIMITS: Limits = {
  maxOrderQuantity: null,
  maxOrderNotional: null,
  maxPositionQuantity: null,
  maxGrossNotional: null,
  maxNetNotional: null,
  maxOpenOrders: null,
  maxOrdersPerMinute: null,
  collarBps: null,
  maxDailyLossPct: null,
  maxDrawdownPct: null,
  symbols: null,
  sessionOnly: false,
};
