/** One bar of prices, as a script's market shows it. */
export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The switches of the engine under comparison; rates and ratios are plain numbers: 0.01 is 1 %. */
export interface Settings {
  readonly cash: number;
  readonly spread: number;
  readonly commissionFixed: number;
  readonly commissionRate: number;
  readonly marginRatio: number;
  readonly tradeOnClose: boolean;
  readonly exclusiveOrders: boolean;
  readonly hedging: boolean;
  /** The smallest tradable part of one unit; undefined trades whole units of the bars' own prices. */
  readonly fractionalUnit: number | undefined;
  readonly finalizeTrades: boolean;
}

/** A stand-alone order: a size below 1 is a fraction of what is available, else whole (fractional) units. */
export interface OrderAction {
  readonly do: 'order';
  readonly side: 'buy' | 'sell';
  readonly size: number;
  readonly limit?: number;
  readonly stop?: number;
  readonly stopLoss?: number;
  readonly takeProfit?: number;
}

/** One thing that a script does after a bar; trades and orders are named by their place, from 0. */
export type Action =
  | OrderAction
  | { readonly do: 'close-position'; readonly portion?: number }
  | { readonly do: 'close-trade'; readonly trade: number; readonly portion?: number }
  | { readonly do: 'set-sl' | 'set-tp'; readonly trade: number; readonly price: number | null }
  | { readonly do: 'cancel'; readonly order: number };

/** For each bar the actions after it; those of bar 0 never run, since the first bar seen is bar 1. */
export type Script = readonly (readonly Action[])[];

/** What is to be replayed: a market, the engine's switches and what is done. */
export interface Scenario {
  readonly bars: readonly Bar[];
  readonly settings: Settings;
  readonly script: Script;
}

/** A trade as it is reported: closed, or still open with the exit unknown. */
export interface TradeRecord {
  readonly size: number;
  readonly entryBar: number;
  readonly exitBar: number | null;
  readonly entryPrice: number;
  readonly exitPrice: number | null;
  readonly pnl: number | null;
  readonly commission: number | null;
  readonly returnPct: number | null;
  readonly sl: number | null;
  readonly tp: number | null;
}

/** One fill in the order in which it happened; sizes and prices in the bars' own units. */
export interface FillRecord {
  readonly bar: number;
  readonly kind: 'open' | 'close';
  readonly size: number;
  readonly price: number;
}

/** What came of a script. */
export interface Outcome {
  readonly trades: readonly TradeRecord[];
  readonly open: readonly TradeRecord[];
  readonly equity: readonly number[];
  readonly fills: readonly FillRecord[];
  /** Orders refused when submitted, by bar and by place in that bar's actions. */
  readonly rejected: readonly { readonly bar: number; readonly action: number }[];
}
