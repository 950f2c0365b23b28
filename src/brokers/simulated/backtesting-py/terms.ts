import type { BrokerSettings } from '../broker-settings.js';

/** The settings of backtesting.py as its formulas want them: rates instead of basis points. */
export interface Terms {
  readonly spread: number;
  readonly commissionFixed: number;
  readonly commissionRate: number;
  /** 1 / marginRatio. */
  readonly leverage: number;
  /** Prices are multiplied and quantities divided by it, so that whole units are traded inside. */
  readonly unit: number;
  readonly tradeOnClose: boolean;
  readonly exclusiveOrders: boolean;
  readonly hedging: boolean;
  readonly finalizeTrades: boolean;
}

/** Reads the terms out of the settings. */
export const termsOf = (settings: BrokerSettings): Terms => ({
  spread: settings.spreadBps / 10_000,
  commissionFixed: settings.commissionFixed,
  commissionRate: settings.commissionBps / 10_000,
  leverage: 1 / settings.marginRatio,
  unit: settings.fractionalUnit ?? 1,
  tradeOnClose: settings.tradeOnClose,
  exclusiveOrders: settings.exclusiveOrders,
  hedging: settings.hedging,
  finalizeTrades: settings.finalizeTrades,
});
