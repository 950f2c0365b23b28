import type { BrokerSettings } from './broker-settings.js';

/** Settings as a config says them: null where it leaves them to the rule set. */
export type ConfiguredBroker = { readonly [K in keyof BrokerSettings]: BrokerSettings[K] | null };

/** What the rule set takes where nobody chose: no costs that were not asked for, no leverage, no delay. */
const NEUTRAL: Omit<BrokerSettings, 'cash'> = {
  spreadBps: 0,
  commissionBps: 0,
  commissionFixed: 0,
  marginRatio: 1,
  tradeOnClose: false,
  exclusiveOrders: false,
  hedging: false,
  fractionalUnit: null,
  finalizeTrades: false,
  matchOn: null,
  latencyMs: 0,
  maxCommissionPct: 1,
};

/** The settings a broker is made with: what was chosen, the rest neutral. */
export const resolveSettings = (
  configured: Partial<ConfiguredBroker> & { cash: number },
  defaults: Partial<BrokerSettings>,
): BrokerSettings => {
  const chosen = Object.entries(configured).filter(([, value]) => value !== null);
  return { ...NEUTRAL, ...defaults, cash: configured.cash, ...Object.fromEntries(chosen) };
};
