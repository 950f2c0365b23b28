import type { BrokerSettings } from '../broker-settings.js';

/** How far fills slip, and what bounds it. */
export interface Slippage {
  /** Share of the price; 0 leaves it to `points`. */
  readonly rate: number;
  /** Points of the price. */
  readonly points: number;
  /** Fills at the open slip too. */
  readonly atOpen: boolean;
  /** A price that slips out of the bar is drawn back to it; else the order waits. */
  readonly match: boolean;
  /** The same for limit orders, where `match` says no. */
  readonly limitMatch: boolean;
  /** A price that slips out of the bar is taken as it is. */
  readonly beyond: boolean;
}

/** The settings of backtrader as its formulas want them. */
export interface Terms {
  readonly commissionRate: number;
  readonly commissionPerUnit: number;
  /** 1 / marginRatio. */
  readonly leverage: number;
  readonly slippage: Slippage;
  readonly tradeOnClose: boolean;
  /** Selling short brings cash; else it ties cash up as a purchase does. */
  readonly shortCash: boolean;
  /** New orders are held against the cash before they work. */
  readonly checkSubmit: boolean;
}

/** Reads the terms out of the settings. What is not said is that engine's own default. */
export const termsOf = (settings: BrokerSettings): Terms => ({
  commissionRate: settings.commissionBps / 10_000,
  commissionPerUnit: settings.commissionPerUnit ?? 0,
  leverage: 1 / settings.marginRatio,
  slippage: {
    rate: (settings.slippageBps ?? 0) / 10_000,
    points: settings.slippagePoints ?? 0,
    // False where the broker is constructed, true where `set_slippage_perc` is called, as nearly all do.
    atOpen: settings.slipOpen ?? true,
    match: settings.slipMatch ?? true,
    limitMatch: settings.slipLimit ?? true,
    beyond: settings.slipOut ?? false,
  },
  tradeOnClose: settings.tradeOnClose,
  shortCash: settings.shortCash ?? true,
  checkSubmit: settings.checkSubmit ?? true,
});
