/** One bar of prices. */
export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The switches of backtrader's broker and of its commission scheme; rates are plain numbers: 0.01 is 1 %. */
export interface Settings {
  readonly cash: number;
  readonly checkSubmit: boolean;
  readonly shortCash: boolean;
  readonly tradeOnClose: boolean;
  readonly slipRate: number;
  readonly slipPoints: number;
  readonly slipOpen: boolean;
  readonly slipMatch: boolean;
  readonly slipLimit: boolean;
  readonly slipOut: boolean;
  readonly commissionRate: number;
  readonly commissionPerUnit: number;
  readonly leverage: number;
  /** A share, or a future with money per unit (null: its full notional) and money per point. */
  readonly future: { readonly margin: number | null; readonly multiplier: number } | null;
}

/** An order: at market, at a limit, at a stop, at both, or at the close of the next bar. */
export interface OrderAction {
  readonly do: 'order';
  readonly side: 'buy' | 'sell';
  readonly size: number;
  readonly limit?: number;
  readonly stop?: number;
  readonly atClose?: boolean;
  /** `day`, or the bar before which it ends; else it works until it is taken back. */
  readonly life?: 'day' | number;
  readonly group?: string;
  readonly stopLoss?: number;
  readonly stopLossLimit?: number;
  readonly takeProfit?: number;
}

/** One thing done after a bar. Orders are named by bar and place: `3-0`, their exits `3-0/stop-loss`. */
export type Action = OrderAction | { readonly do: 'cancel'; readonly name: string };

/** What is to be replayed: a market of daily bars, the switches, and what is done after each bar. */
export interface Scenario {
  readonly bars: readonly Bar[];
  readonly settings: Settings;
  readonly script: readonly (readonly Action[])[];
}

/** An execution; its size is signed. */
export interface Fill {
  readonly name: string;
  readonly size: number;
  readonly price: number;
  readonly commission: number;
}

/** How an order ended without filling, or before it was filled in full. */
export interface End {
  readonly name: string;
  readonly how: 'margin' | 'rejected' | 'cancelled' | 'expired';
}

/** What came of a script: fills in their order, ends in any (a group's leave together). */
export interface Outcome {
  readonly fills: readonly Fill[];
  readonly ends: readonly End[];
  /** After each bar. */
  readonly values: readonly number[];
  /** Of each time from flat to flat, after commissions. */
  readonly results: readonly number[];
}
